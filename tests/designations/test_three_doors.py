"""The same act through admin, page and API: the same state, the same journal, the same refusal."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations import acts
from designations.acts import DESIGNATION, DOSSIER
from designations.choices import DesignationStatus, DossierStatus as S
from tests.factories import (
    TODAY,
    complete,
    make_attachment,
    make_designation,
    make_dossier,
    make_region_ready,
    make_school,
    make_user,
)
from tests.workflow.doors import API, DOORS, PAGE, code_of_the_api, through

pytestmark = pytest.mark.django_db
NOTE = {"note": "Gerekçe budur."}


@dataclass(frozen=True)
class Case:
    act: str
    state: str
    after: str
    by: Any = Role.EXPERT  # a role, or "proposer"
    values: dict[str, Any] = field(default_factory=dict)
    doors: tuple[str, ...] = DOORS


OF_DOSSIER = [
    Case("submit", S.DRAFT, S.SUBMITTED, Role.PROVINCE_OFFICER, doors=(PAGE, API)),
    Case("withdraw", S.SUBMITTED, S.WITHDRAWN, Role.PROVINCE_DIRECTOR, NOTE, (PAGE, API)),
    Case("take_up", S.SUBMITTED, S.UNDER_REVIEW),
    Case("send_back", S.UNDER_REVIEW, S.RETURNED, values={"notes": {"capacity": "Düzeltin.", "sector": "Ekleyin."}}),
    Case(
        "record_site_visit",
        S.UNDER_REVIEW,
        S.UNDER_REVIEW,
        values={"visited_on": "2026-09-01", "visitors": "Ayşe Işık", "report": "Görüldü."},
    ),
    Case(
        "record_finding",
        S.UNDER_REVIEW,
        S.UNDER_REVIEW,
        values={"provision": "okul/4/2/c", "outcome": "met", "reason": "Yerinde görüldü.", "evidence": "?"},
    ),
    Case("withdraw_finding", S.UNDER_REVIEW, S.UNDER_REVIEW, values={"provision": "okul/4/2/c", **NOTE}),
    Case("propose_approval", S.UNDER_REVIEW, S.APPROVAL_PROPOSED, values={"proposal": "Uygundur."}),
    Case(
        "propose_refusal",
        S.UNDER_REVIEW,
        S.REFUSAL_PROPOSED,
        values={"reason": "planning", "proposal": "Planlamaya uygun değildir."},
    ),
    Case("recall_proposal", S.APPROVAL_PROPOSED, S.UNDER_REVIEW, "proposer", NOTE),
    Case("reject_proposal", S.APPROVAL_PROPOSED, S.UNDER_REVIEW, Role.DEPARTMENT_HEAD, NOTE),
    Case("approve", S.APPROVAL_PROPOSED, S.APPROVED, Role.DIRECTOR_GENERAL, {"note": "Uygundur."}),
    Case("refuse", S.REFUSAL_PROPOSED, S.REFUSED, Role.DEPARTMENT_HEAD, {"note": ""}),
]
D = DesignationStatus
OF_DESIGNATION = [
    Case("announce_revocation", D.IN_FORCE, D.REVOCATION_ANNOUNCED, values={"reason": "planning", **NOTE}),
    Case("record_answer", D.REVOCATION_ANNOUNCED, D.REVOCATION_ANNOUNCED, values={"answer": "Görüşümüz budur."}),
    Case("propose_revocation", D.REVOCATION_ANNOUNCED, D.REVOCATION_PROPOSED, values={"note": ""}),
    Case("revoke", D.REVOCATION_PROPOSED, D.ENDED, Role.DIRECTOR_GENERAL, NOTE),
    Case("drop_revocation", D.REVOCATION_PROPOSED, D.IN_FORCE, values=NOTE),
    Case("mark_entered_in_error", D.IN_FORCE, D.ENDED, Role.DEPARTMENT_HEAD, NOTE),
    Case("end_with_school", D.IN_FORCE, D.ENDED, Role.DEPARTMENT_HEAD),
]


def dossier_for(case):
    dossier = make_dossier(case.state)
    if case.act == "submit":
        complete(dossier, by=dossier.opened_by)
    if "finding" in case.act:
        attachment = make_attachment(dossier.opened_by)
        dossier.evidence.create(
            section="capacity", attachment=attachment, description="Plan", added_by=dossier.opened_by, added_on=TODAY
        )
    if case.act == "withdraw_finding":
        values = {"provision": "okul/4/2/c", "outcome": "met", "reason": "Görüldü.", "evidence": attachment}
        dossier = acts.record_finding(dossier, by=dossier.reviewer, on=TODAY, **values)
    return dossier


def designation_for(case):
    designation, expert = make_designation(), make_user(Role.EXPERT)
    if case.act == "end_with_school":
        designation.school.closed_on = localdate()
        designation.school.save()
    if case.state != D.IN_FORCE:
        values = {"reason": "planning", "note": "Gerekçe"}
        designation = acts.announce_revocation(designation, by=expert, on=TODAY, **values)
    if case.act != "record_answer" and case.state != D.IN_FORCE:
        designation = acts.record_answer(designation, by=expert, on=TODAY, answer="Görüş")
    if case.state == D.REVOCATION_PROPOSED:
        designation = acts.propose_revocation(designation, by=expert, on=TODAY, note="")
    return designation


def person_of(case, record):
    if case.by == "proposer":
        return record.proposed_by
    return make_user(case.by, province=record.school.province)


def values_of(case, record):
    if "evidence" in case.values:
        return case.values | {"evidence": str(record.evidence.get().attachment_id)}
    return case.values


def test_every_act_is_tried():
    assert {case.act for case in OF_DOSSIER} == set(DOSSIER.acts)
    assert {case.act for case in OF_DESIGNATION} == set(DESIGNATION.acts)


@pytest.mark.parametrize(
    ("make", "case"),
    [
        *(pytest.param(dossier_for, case, id=f"dossier-{case.act}") for case in OF_DOSSIER),
        *(pytest.param(designation_for, case, id=f"designation-{case.act}") for case in OF_DESIGNATION),
    ],
)
def test_an_act_does_the_same_through_every_door(make, case):
    record = make(case)
    person, values = person_of(case, record), values_of(case, record)

    first, *others = [through(door, record, case.act, by=person, **values) for door in case.doors]

    assert first.refusal == []
    assert first.status == case.after
    assert first.revision == record.revision + 1
    assert first.entries[-1] | {"act": case.act, "by_id": person.pk, "on": localdate()} == first.entries[-1]
    assert others == [first] * len(others)


# The forms of findings offer what the dossier holds, and offer nothing where it holds nothing.
ASKED_BEFORE_THE_FORM = [case for case in OF_DOSSIER if case.by != "proposer" and "finding" not in case.act]


@pytest.mark.parametrize("case", ASKED_BEFORE_THE_FORM, ids=lambda case: case.act)
def test_a_dossier_out_of_state_is_refused_by_the_same_sentence(case):
    other = Case(case.act, S.WITHDRAWN, S.WITHDRAWN, case.by)
    dossier = make_dossier(S.WITHDRAWN)
    person = person_of(other, dossier)

    outcomes = [through(door, dossier, case.act, by=person, **case.values) for door in case.doors]

    label = DOSSIER.acts[case.act].label
    assert outcomes[0].refusal == [f"“{label}” işlemi “Geri çekildi” durumunda yapılamaz."]
    assert (outcomes[0].status, outcomes[0].revision) == (S.WITHDRAWN, dossier.revision)
    assert outcomes[1:] == outcomes[:1] * (len(outcomes) - 1)
    assert code_of_the_api(dossier, case.act, by=person, **case.values) == 409


@pytest.mark.parametrize("case", OF_DESIGNATION, ids=lambda case: case.act)
def test_a_designation_out_of_state_is_refused_by_the_same_sentence(case):
    designation = make_designation()
    head = make_user(Role.DIRECTOR_GENERAL)
    designation = acts.mark_entered_in_error(designation, by=head, on=TODAY, note="Yanlış kayıt")

    outcomes = [through(door, designation, case.act, by=head, **case.values) for door in DOORS]

    label = DESIGNATION.acts[case.act].label
    assert outcomes[0].refusal == [f"“{label}” işlemi “Sona erdi” durumunda yapılamaz."]
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(designation, case.act, by=head, **case.values) == 409


@pytest.mark.parametrize(
    ("act", "state", "by", "values", "sentence"),
    [
        (
            "approve",
            S.APPROVAL_PROPOSED,
            Role.EXPERT,
            {},
            "Kararı daire başkanı veya genel müdür verir; göreviniz buna yetkili değil (idari usul).",
        ),
        (
            "approve",
            S.APPROVAL_PROPOSED,
            Role.AUDITOR,
            {},
            "Kararı daire başkanı veya genel müdür verir; göreviniz buna yetkili değil (idari usul).",
        ),
        ("take_up", S.SUBMITTED, Role.AUDITOR, {}, "“İncelemeye al” işlemi için yetkiniz yok."),
        ("take_up", S.SUBMITTED, Role.ADMINISTRATOR, {}, "“İncelemeye al” işlemi için yetkiniz yok."),
        ("withdraw", S.SUBMITTED, Role.EXPERT, NOTE, "“Geri çek” işlemi için yetkiniz yok."),
        ("recall_proposal", S.APPROVAL_PROPOSED, Role.EXPERT, NOTE, "“Öneriyi geri al” işlemi için yetkiniz yok."),
    ],
)
def test_who_may_not_act_is_told_the_same_everywhere(act, state, by, values, sentence):
    dossier, person = make_dossier(state), make_user(by)

    outcomes = [through(door, dossier, act, by=person, **values) for door in DOORS]

    assert outcomes[0].refusal == [sentence]
    assert outcomes[0].status == state
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(dossier, act, by=person, **values) == 403


def test_the_proposer_is_told_the_same_everywhere_why_another_decides():
    head = make_user(Role.DEPARTMENT_HEAD)
    dossier = acts.propose_approval(make_dossier(S.UNDER_REVIEW), by=head, on=TODAY, proposal="Uygundur.")

    outcomes = [through(door, dossier, "approve", by=head) for door in DOORS]

    assert outcomes[0].refusal == [
        "Öneriyi yapan kişi kararı veremez; kararı başka bir daire başkanı veya genel müdür verir (idari usul)."
    ]
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(dossier, "approve", by=head) == 403


@pytest.mark.parametrize("lack", ["unknown", "unmet"])
def test_conditions_of_the_law_are_told_the_same_everywhere_with_the_findings(lack):
    school = make_school() if lack == "unknown" else make_region_ready(make_school())
    if lack == "unmet":
        school.boarding_needs.update(girls=500)
    dossier, expert = make_dossier(S.UNDER_REVIEW, school=school), make_user(Role.EXPERT)

    outcomes = [through(door, dossier, "propose_approval", by=expert, proposal="Uygundur.") for door in DOORS]

    assert "okul/4/2/a" in outcomes[0].findings
    assert "(Yönerge m. 4/2-a)" in outcomes[0].refusal[0]
    assert outcomes[0].status == S.UNDER_REVIEW
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(dossier, "propose_approval", by=expert, proposal="Uygundur.") == 422


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("send_back", {"notes": {}}),
        ("propose_refusal", {"reason": "", "proposal": "Gerekçe"}),
        ("propose_refusal", {"reason": "hava", "proposal": "Gerekçe"}),
        ("propose_refusal", {"reason": "planning", "proposal": " "}),
        ("propose_approval", {"proposal": "x" * 8001}),
        ("record_site_visit", {"visited_on": "2026-02-31", "visitors": "Ayşe Işık", "report": "Görüldü."}),
        ("record_site_visit", {"visited_on": "2099-01-01", "visitors": "Ayşe Işık", "report": "Görüldü."}),
    ],
)
def test_what_was_entered_wrongly_is_told_the_same_everywhere(act, values):
    dossier, expert = make_dossier(S.UNDER_REVIEW), make_user(Role.EXPERT)

    outcomes = [through(door, dossier, act, by=expert, **values) for door in DOORS]

    assert outcomes[0].refusal
    assert outcomes[0].status == S.UNDER_REVIEW
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(dossier, act, by=expert, **values) in {400, 422}


def test_a_gap_in_a_dossier_of_the_ministry_is_told_the_same_everywhere():
    expert = make_user(Role.EXPERT)
    dossier = acts.open_dossier(make_school(), by=expert, on=TODAY, type="region")

    admin, page, api = (through(door, dossier, "submit", by=expert) for door in DOORS)

    assert page.refusal[0].startswith("Dosya eksik: Kurum bilgileri, ")
    assert admin == page
    assert len(api.refusal) == 6  # each section by its path
    assert (api.status, api.entries) == (page.status, page.entries)


def test_a_record_that_changed_meanwhile_is_told_the_same_everywhere():
    dossier, expert = make_dossier(S.SUBMITTED), make_user(Role.EXPERT)

    outcomes = [through(door, dossier, "take_up", by=expert, revision=dossier.revision + 5) for door in DOORS]

    assert outcomes[0].refusal == ["Siz bakarken bu kayıt değişti. Yapılan değişikliği görüp işlemi yeniden deneyin."]
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(dossier, "take_up", by=expert, revision=dossier.revision + 5) == 409


def test_a_day_to_answer_that_is_over_is_told_the_same_everywhere():
    designation, expert = make_designation(), make_user(Role.EXPERT)
    values = {"reason": "planning", "answer_until": str(localdate() - timedelta(days=1)), **NOTE}

    outcomes = [through(door, designation, "announce_revocation", by=expert, **values) for door in DOORS]

    assert outcomes[0].refusal == ["Bugünden sonra olmalıdır."]
    assert outcomes[1:] == outcomes[:1] * 2
