"""The life of a dossier: who may do what in which state, what each act keeps, and what it refuses."""

from datetime import date

import pytest

from accounts.choices import Role
from designations import acts
from designations.acts import DOSSIER
from designations.choices import DossierStatus as S
from designations.models import Designation, Dossier
from designations.permissions import may_decide
from schools.models import Dormitory, Enrolment, Space
from tests.factories import (
    TODAY,
    complete,
    make_attachment,
    make_dossier,
    make_region_ready,
    make_school,
    make_user,
)
from workflow.models import JournalEntry
from workflow.refusals import ConditionsUnmet, Invalid, NotPermitted, OutOfState, Stale

pytestmark = pytest.mark.django_db


def test_the_lifecycle_is_this():
    chart = {act.name: (sorted(act.sources), act.target, act.may.__name__) for act in DOSSIER.acts.values()}

    assert chart == {
        "submit": (["draft", "returned"], "submitted", "may_submit"),
        "withdraw": (["draft", "returned", "submitted", "under_review"], "withdrawn", "may_withdraw"),
        "take_up": (["submitted"], "under_review", "may_review"),
        "send_back": (["under_review"], "returned", "may_review"),
        "record_site_visit": (["under_review"], "", "may_review"),
        "record_finding": (["under_review"], "", "may_review"),
        "withdraw_finding": (["under_review"], "", "may_review"),
        "propose_approval": (["under_review"], "approval_proposed", "may_review"),
        "propose_refusal": (["under_review"], "refusal_proposed", "may_review"),
        "recall_proposal": (["approval_proposed", "refusal_proposed"], "under_review", "may_recall"),
        "reject_proposal": (["approval_proposed", "refusal_proposed"], "under_review", "may_decide"),
        "approve": (["approval_proposed"], "approved", "may_decide"),
        "refuse": (["refusal_proposed"], "refused", "may_decide"),
    }


@pytest.mark.provision("okul/4/1", "okul/1/1")
def test_approve_designates_the_school_and_freezes_what_it_rests_on():
    dossier = make_dossier(S.APPROVED)

    designation = Designation.objects.get(dossier=dossier)
    assert (designation.type, designation.decided_on, designation.starts_on) == ("region", TODAY, TODAY)
    assert [finding["outcome"] for finding in dossier.findings] == ["met"] * 4
    assert [finding["provision"] for finding in dossier.findings] == [
        "okul/1/2",
        "okul/4/2/a",
        "okul/4/2/b",
        "okul/4/2/c",
    ]
    assert dossier.facts["students"] == 200
    assert dossier.verdict == "eligible"


def test_every_act_stands_in_the_journal_with_who_and_when():
    dossier = make_dossier(S.APPROVED)

    acts_done = (
        JournalEntry.objects.of(dossier).exclude(act="save_section").values_list("act", "before", "after", "on")
    )
    assert list(acts_done) == [
        ("open_dossier", "", "draft", TODAY),
        ("submit", "draft", "submitted", TODAY),
        ("take_up", "submitted", "under_review", TODAY),
        ("propose_approval", "under_review", "approval_proposed", TODAY),
        ("approve", "approval_proposed", "approved", TODAY),
    ]


def test_approve_refuses_the_proposer():
    dossier = make_dossier(S.UNDER_REVIEW)
    head = make_user(Role.DEPARTMENT_HEAD)
    dossier = acts.propose_approval(dossier, by=head, on=TODAY, proposal="Uygundur.")

    with pytest.raises(NotPermitted):
        acts.approve(dossier, by=head, on=TODAY)

    assert not Designation.objects.exists()


def test_approve_refuses_an_expert():
    with pytest.raises(NotPermitted):
        acts.approve(make_dossier(S.APPROVAL_PROPOSED), by=make_user(Role.EXPERT), on=TODAY)


@pytest.mark.provision("okul/4/2/a")
def test_approve_examines_anew_and_refuses_what_is_no_longer_met():
    dossier = make_dossier(S.APPROVAL_PROPOSED)
    Dormitory.objects.filter(school=dossier.school).update(girls_occupied=20)

    with pytest.raises(ConditionsUnmet, match="Kız öğrenciler: 0 boş yer, 10 kişilik ihtiyacı karşılamıyor"):
        acts.approve(dossier, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)

    dossier.refresh_from_db()
    assert dossier.status == S.APPROVAL_PROPOSED
    assert not Designation.objects.exists()


def test_propose_refuses_an_unknown_criterion_until_a_person_has_found_it_met():
    dossier = make_dossier(S.UNDER_REVIEW)
    Space.objects.filter(school=dossier.school).update(places=None)
    expert = make_user(Role.EXPERT)
    with pytest.raises(ConditionsUnmet) as refusal:
        acts.propose_approval(dossier, by=expert, on=TODAY, proposal="Uygundur.")
    assert [finding.provision for finding in refusal.value.findings] == ["okul/4/2/c"]

    acts.record_finding(
        dossier,
        by=expert,
        on=TODAY,
        provision="okul/4/2/c",
        outcome="met",
        reason="Yerinde sayıldı: 210 yer.",
        evidence=make_attachment(expert),
    )
    dossier = acts.propose_approval(dossier, by=expert, on=TODAY, proposal="Uygundur.")

    finding = dossier.findings[3]
    assert (finding["outcome"], finding["automatic"]["outcome"]) == ("met", "unknown")
    assert finding["by_person"] == str(expert)


@pytest.mark.provision("okul/9")
def test_no_decision_before_the_directive():
    dossier = make_dossier(S.REFUSAL_PROPOSED)

    with pytest.raises(Invalid, match=r"15\.02\.2024"):
        acts.refuse(dossier, by=make_user(Role.DEPARTMENT_HEAD), on=date(2024, 2, 14))


def test_submit_names_the_sections_that_are_missing():
    dossier = make_dossier()
    officer = make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)

    with pytest.raises(Invalid) as refusal:
        acts.submit(dossier, by=officer, on=TODAY)

    assert set(refusal.value.faults) == {"institution", "fields", "boarding", "sector", "capacity", "rationale"}


def test_send_back_opens_only_the_sections_named():
    dossier = make_dossier(S.RETURNED)
    officer = make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)

    with pytest.raises(OutOfState, match="“Pansiyon” bölümü şu anda değişikliğe kapalı"):
        acts.save_section(dossier, "boarding", by=officer, on=TODAY, text="x", is_done=True)
    acts.save_section(dossier, "capacity", by=officer, on=TODAY, text="Atölye eklendi.", is_done=True)
    dossier = acts.submit(dossier, by=officer, on=TODAY)

    assert dossier.status == S.SUBMITTED
    assert list(dossier.return_notes.values_list("section", "answered_on")) == [("capacity", TODAY)]
    assert [s.texts["capacity"] for s in dossier.submissions.all()] == ["capacity açıklaması", "Atölye eklendi."]


def test_send_back_wants_a_note():
    with pytest.raises(Invalid, match="En az bir bölüm"):
        acts.send_back(make_dossier(S.UNDER_REVIEW), by=make_user(Role.EXPERT), on=TODAY, notes={"capacity": "  "})


def test_save_section_refuses_what_another_changed_meanwhile():
    dossier = make_dossier()
    officer = make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)
    acts.save_section(dossier, "rationale", by=officer, on=TODAY, text="Birinci", is_done=False, revision=0)

    with pytest.raises(Stale, match="Kayıtlı metin: “Birinci”"):
        acts.save_section(dossier, "rationale", by=officer, on=TODAY, text="İkinci", is_done=False, revision=0)

    assert dossier.entries.get(section="rationale").text == "Birinci"


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR])
def test_open_refuses_another_province(role):
    with pytest.raises(NotPermitted):
        acts.open_dossier(make_school(province=6), by=make_user(role, province=34), on=TODAY, type="region")


def test_open_refuses_a_second_open_dossier():
    dossier = make_dossier()
    officer = make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)

    with pytest.raises(Invalid, match="açık bir dosyası var"):
        acts.open_dossier(dossier.school, by=officer, on=TODAY, type="region")


@pytest.mark.parametrize(("code", "closed_on"), [(None, None), ("123456", date(2026, 9, 1))])
def test_open_refuses_a_school_without_code_or_closed(code, closed_on):
    school = make_school(code=code, closed_on=closed_on)

    with pytest.raises(Invalid):
        acts.open_dossier(school, by=make_user(Role.EXPERT), on=TODAY, type="region")


def test_withdraw_ends_the_dossier_without_a_decision():
    dossier = make_dossier(S.WITHDRAWN)

    assert (dossier.status, dossier.decided_on, dossier.decided_by) == (S.WITHDRAWN, None, None)


def test_refuse_keeps_reason_and_findings():
    dossier = make_dossier(S.REFUSED)

    assert (dossier.status, dossier.reason, len(dossier.findings)) == (S.REFUSED, "planning", 4)


def test_an_act_refuses_a_revision_that_is_not_the_last():
    dossier = make_dossier(S.SUBMITTED)

    with pytest.raises(Stale):
        acts.take_up(dossier, by=make_user(Role.EXPERT), on=TODAY, revision=dossier.revision - 1)


@pytest.mark.provision("okul/7/3")
def test_approval_of_an_integrated_school_names_the_pupils_in_transition():
    from tests.designations.standards import publish_empty_standards
    from tests.factories import make_protocol, make_site

    school = make_school()
    publish_empty_standards()
    make_site(school)
    make_protocol(school)
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=12, boys=8)
    dossier = make_dossier(S.APPROVED, school=school, type="sector_integrated")

    entry = JournalEntry.objects.of(dossier).get(act="approve")
    assert entry.details["pupils_in_grades_9_and_10"] == 20


PLACES = {"own": 6, "other": 34}
ACTS_IN_STATE = {
    "submit": S.DRAFT,
    "withdraw": S.SUBMITTED,
    "take_up": S.SUBMITTED,
    "send_back": S.UNDER_REVIEW,
    "propose_approval": S.UNDER_REVIEW,
    "approve": S.APPROVAL_PROPOSED,
    "refuse": S.REFUSAL_PROPOSED,
}
MINISTRY = {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
PROVINCE = {Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR}
MAY = {
    "submit": {(role, "own") for role in PROVINCE},
    "withdraw": {(role, "own") for role in PROVINCE},
    "take_up": {(role, place) for role in MINISTRY for place in PLACES},
    "send_back": {(role, place) for role in MINISTRY for place in PLACES},
    "propose_approval": {(role, place) for role in MINISTRY for place in PLACES},
    "approve": {(role, place) for role in MINISTRY - {Role.EXPERT} for place in PLACES},
    "refuse": {(role, place) for role in MINISTRY - {Role.EXPERT} for place in PLACES},
}


@pytest.mark.parametrize("act", ACTS_IN_STATE)
def test_who_may_do_what_where(act):
    """Role × act × scope: the act is open to exactly these roles in their own place or in another."""
    dossier = make_dossier(ACTS_IN_STATE[act])
    neighbour = make_school(province=34)
    found = set()
    for place, province in PLACES.items():
        for role in Role.values:
            school = dossier.school if place == "own" else neighbour
            scope = None if role == Role.CLIENT else province
            user = make_user(role, province=scope, school=school)
            if role == Role.CLIENT:
                continue  # a client's limits are tested at its own door
            if DOSSIER.acts[act].open_to(user, dossier):
                found.add((Role(role), place))

    assert found == MAY[act]


def test_a_dossier_made_by_the_ministry_is_submitted_by_the_ministry():
    school = make_region_ready(make_school())
    expert = make_user(Role.EXPERT)
    dossier = acts.open_dossier(school, by=expert, on=TODAY, type="region")
    complete(dossier, by=expert)

    assert acts.submit(dossier, by=expert, on=TODAY).status == S.SUBMITTED


def test_dossiers_are_seen_in_their_province_only():
    here, there = make_dossier(), make_dossier(school=make_school(province=34), ready=False)

    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    assert list(Dossier.objects.visible_to(officer)) == [here]
    assert set(Dossier.objects.visible_to(make_user(Role.AUDITOR))) == {here, there}
    assert list(Dossier.objects.visible_to(make_user(None))) == []


@pytest.mark.provision("okul/1/1", "okul/10")
@pytest.mark.parametrize("role", list(Role))
def test_only_the_ministry_decides(role):
    dossier = make_dossier(S.APPROVAL_PROPOSED)
    person = make_user(role, province=dossier.school.province, school=dossier.school)

    assert may_decide(person, dossier) == (role in {Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL})
