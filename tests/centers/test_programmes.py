"""In-service programmes: every part of the definition, the chain with the Ministry's unit, versions (smm/3/1 g, smm/5/1/b)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts.programmes import PARTS, PROGRAMME, changed_parts, draft_programme
from centers.choices import ChainStatus as S, NeedStatus
from centers.models import ChainNote, Programme
from centers.papers import issue_programme
from centers.tasks import after_programme_step
from documents.models import Paper
from tests.centers.racing import together
from tests.factories import TODAY, make_user
from tests.factories.centers import make_center, people_of_chain
from tests.factories.programmes import PROGRAMME_SAYS, SAYI, carry, make_need, make_programme
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/3/1", "smm/5/1/b")]
A = PROGRAMME.acts


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


@pytest.mark.parametrize(
    ("part", "empty"),
    [
        ("aim", ""),
        ("practice", " "),
        ("content", ""),
        ("methods", ""),
        ("assessment", ""),
        ("hours", None),
        ("target_groups", []),
    ],
)
def test_a_programme_without_a_part_of_the_definition_is_not_sent(center, people, part, empty):
    draft = make_programme(center=center, people=people, **{part: empty})

    name = PARTS["target" if part == "target_groups" else part]
    with pytest.raises(Invalid, match=name):
        A["hand_in"](draft, by=people["writer"], on=TODAY)
    assert Programme.objects.get().status == S.DRAFT


@pytest.mark.provision("smm/5/3", "smm/9/2")
def test_it_goes_by_coordinator_school_district_province_and_directorate_to_the_unit(center, people):
    programme = make_programme(S.AT_UNIT, center=center, people=people)
    with pytest.raises(Invalid, match="Onayın sayısını"):
        A["record_decision"](programme, by=people["directorate"], on=TODAY, decided_on=TODAY, decision_number=" ")

    approved = A["record_decision"](
        programme, by=people["directorate"], on=TODAY, decided_on=TODAY, decision_number=SAYI
    )

    assert (approved.status, approved.decided_on, approved.decision_number) == (S.APPROVED, TODAY, SAYI)
    acts = list(JournalEntry.objects.of(approved).values_list("act", flat=True))
    assert acts.count("pass_on") == 4
    assert "record_decision" in acts


def test_a_return_names_parts_and_is_answered_before_it_is_sent_again(center, people):
    programme = make_programme(S.AT_SCHOOL, center=center, people=people)
    with pytest.raises(Invalid, match="Böyle bir bölüm yok"):
        A["return_to_centre"](programme, by=people["school"], on=TODAY, reason="Eksik", notes={"ek": "x"})
    back = A["return_to_centre"](
        programme, by=people["school"], on=TODAY, reason="Eksik", notes={"assessment": "Ölçütü yazın."}
    )

    assert ChainNote.objects.of(back).get().part_name == "Ölçme ve değerlendirme"
    with pytest.raises(Invalid, match="Ölçme ve değerlendirme"):
        A["hand_in"](back, by=people["writer"], on=TODAY)


def test_an_approved_programme_answers_the_needs_that_it_was_written_for(center, people):
    need = make_need(center=center, by=people["writer"])
    programme = make_programme(S.AT_UNIT, center=center, people=people, needs=[need])
    assert programme.needs.get() == need

    approved = A["record_decision"](
        programme, by=people["directorate"], on=TODAY, decided_on=TODAY, decision_number=SAYI
    )

    need.refresh_from_db()
    assert (need.status, need.programme) == (NeedStatus.ANSWERED, approved)
    assert JournalEntry.objects.of(need).filter(act="answer_need").exists()


def test_a_need_of_another_centre_is_refused(center, people):
    with pytest.raises(Invalid, match="merkezin değil"):
        draft_programme(center, by=people["writer"], on=TODAY, name="Kurs", needs=[make_need()])
    assert not Programme.objects.exists()


def test_a_new_version_replaces_the_old_one_once_it_is_approved(center, people):
    first = make_programme(S.APPROVED, center=center, people=people)
    first = A["new_version"](first, by=people["writer"], on=TODAY)
    second = first.later.get()
    assert (second.version, second.status, second.content) == (2, S.DRAFT, first.content)
    assert first.is_in_force
    with pytest.raises(Invalid, match="hazırlanmakta olan"):
        A["new_version"](first, by=people["coordinator"], on=TODAY)

    second = carry(PROGRAMME, second, S.APPROVED, people)
    first.refresh_from_db()

    assert (first.status, first.replaced_on) == (S.APPROVED, TODAY)
    assert not first.is_in_force
    assert list(Programme.objects.in_force()) == [second]
    with pytest.raises(Invalid, match="yerini yeni bir sürüm aldı"):
        A["new_version"](first, by=people["writer"], on=TODAY)


def test_a_version_that_was_given_up_leaves_room_for_another(center, people):
    first = make_programme(S.APPROVED, center=center, people=people)
    first = A["new_version"](first, by=people["writer"], on=TODAY)
    A["drop_programme"](first.later.get(), by=people["writer"], on=TODAY, reason="Gerek kalmadı.")

    A["new_version"](first, by=people["writer"], on=TODAY)

    assert first.later.exclude(status=S.DROPPED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_a_new_version_at_once_make_one():
    center = make_center()
    people = people_of_chain(center)
    first = make_programme(S.APPROVED, center=center, people=people)

    said = together(
        *(lambda one=one: A["new_version"](first, by=people[one], on=TODAY) for one in ("writer", "coordinator"))
    )

    assert sorted(word == "done" for word in said) == [False, True]
    assert first.later.count() == 1


MAY = {
    "write_programme": (S.DRAFT, {"principal"}),
    "hand_in": (S.DRAFT, {"principal"}),
    "drop_programme": (S.DRAFT, {"principal"}),
    "take_back": (S.AT_SCHOOL, {"principal"}),
    "pass_on": (S.AT_PROVINCE, {"officer", "director"}),
    "return_to_centre": (S.AT_DISTRICT, {"district"}),
    "send_to_unit": (S.AT_DIRECTORATE, MINISTRY),
    "record_decision": (S.AT_UNIT, MINISTRY),
    "new_version": (S.APPROVED, {"principal"}),
}


@pytest.mark.parametrize("name", MAY)
def test_each_step_is_whose_it_is(name, center, people):
    state, allowed = MAY[name]
    programme = make_programme(state, center=center, people=people)
    others = everybody(center.school)

    assert {one for one in EVERYBODY if A[name].open_to(others[one], programme)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("send_to_unit", S.AT_DIRECTORATE, {}),
        ("record_decision", S.AT_UNIT, {"decided_on": TODAY.isoformat(), "decision_number": SAYI}),
        ("record_decision", S.AT_UNIT, {"decided_on": "2039-01-01", "decision_number": SAYI}),
        ("return_to_centre", S.AT_UNIT, {"reason": "Birim uygun görmedi.", "notes": {"note_content": "Süreler."}}),
        ("new_version", S.APPROVED, {}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(center, people, name, state, values):
    programme = make_programme(state, center=center, people=people)

    if "notes" in values:
        page, api = (through(door, programme, name, by=people["directorate"], **v) for door, v in zip(
            DOORS[1:], (values, {"reason": values["reason"], **values["notes"]}), strict=True))  # fmt: skip
        assert page == api
        return
    outcomes = [through(door, programme, name, by=people["directorate"], **values) for door in DOORS]
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_a_coordinator_drafts_writes_and_sends_a_programme_in_the_browser(client, center, people):
    need = make_need(center=center, by=people["writer"])
    client.force_login(people["writer"])
    new = reverse("centers:programme_new", args=[center.pk])
    assert need.title in client.get(new).content.decode()

    answer = client.post(new, {"name": "Kurs", "needs": [need.pk]})
    made = Programme.objects.get()
    assert answer.url == reverse("centers:programme", args=[made.pk])
    assert "Gönderilmeden tamamlanacak bölümler: Amacı" in client.get(answer.url).content.decode()
    client.post(
        reverse("centers:programme_act", args=[made.pk, "write_programme"]), {**PROGRAMME_SAYS, "needs": [need.pk]}
    )
    sent = client.post(reverse("centers:programme_act", args=[made.pk, "hand_in"]), {})

    assert sent.status_code == 302
    made.refresh_from_db()
    assert (made.status, made.needs.get(), made.hours) == (S.AT_COORDINATOR, need, 12)
    assert client.get(reverse("centers:programmes")).status_code == 403
    other = make_programme()
    assert client.get(reverse("centers:programme", args=[other.pk])).status_code == 404


def test_after_a_new_version_its_page_opens(client, center, people):
    first = make_programme(S.APPROVED, center=center, people=people)
    client.force_login(people["school"])

    answer = client.post(reverse("centers:programme_act", args=[first.pk, "new_version"]), {})

    assert answer.url == reverse("centers:programme", args=[first.later.get().pk])


def test_the_school_drafts_over_the_api_and_programs_read(program, center, people):
    client = Client()
    client.force_login(people["school"])
    body = {**PROGRAMME_SAYS, "center": center.pk}

    made = client.post("/api/v1/center-programmes/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["acts"] == ["write_programme", "drop_programme", "hand_in"]
    assert made.json()["steps"] == []

    assert program.get("/center-programmes/", in_force="true").json()["results"] == []
    found = program.get("/center-programmes/", center=center.pk).json()["results"]
    assert [one["version"] for one in found] == [1]
    assert program.get(f"/center-programmes/{made.json()['id']}/").json()["assessment"] == "Uygulama sınavı."


def test_the_api_answers_a_note(center, people):
    programme = make_programme(S.RETURNED, center=center, people=people)
    note, client = ChainNote.objects.of(programme).get(), Client()
    client.force_login(people["school"])

    answer = client.post(
        f"/api/v1/center-programmes/{programme.pk}/notes/{note.pk}/",
        {"answer": "Yazıldı."},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["notes"][0]["answer"] == "Yazıldı."


def test_the_approved_programme_is_printed_and_whoever_is_next_is_told(center, people):
    programme = make_programme(S.AT_SCHOOL, center=center, people=people)
    after_programme_step(pk=programme.pk)
    assert set(Notice.objects.values_list("user", flat=True)) == {people["school"].pk}
    assert not Paper.objects.of(programme).exists()

    approved = make_programme(S.APPROVED, center=center, people=people)
    after_programme_step(pk=approved.pk)
    after_programme_step(pk=approved.pk)

    paper = Paper.objects.of(approved).get()
    assert paper.content["parts"][0] == ["Amacı", [PROGRAMME_SAYS["aim"]]]
    assert [title for title, _ in paper.content["parts"]] == [name for key, name in PARTS.items() if key in {
        "aim", "target", "practice", "content", "methods", "assessment"}]  # fmt: skip
    with paper.file.open("rb") as printed:
        assert printed.read(5) == b"%PDF-"
    with pytest.raises(ValueError, match="not approved"):
        issue_programme(programme)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"status": S.AT_SCHOOL, "aim": ""}, "programme_sent_whole"),
        ({"status": S.APPROVED}, "programme_approved_by_decision"),
        ({"version": 2}, "programme_versions_follow"),
        ({"status": S.DROPPED}, "programme_dropped_with_reason"),
    ],
)
def test_the_database_holds_what_a_programme_is(change, name):
    programme = make_programme()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(**change)


@pytest.mark.parametrize("change", [{"content": "Başka"}, {"hours": 2}, {"status": S.DRAFT}, {"decision_number": "X"}])
def test_what_was_approved_never_changes(change):
    programme = make_programme(S.APPROVED)

    with pytest.raises(DatabaseError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(**change)


def test_readers_see_programmes_and_others_do_not(client):
    programme = make_programme()
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(reverse("centers:programme", args=[programme.pk])).status_code == 200
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    assert client.get(reverse("centers:programme", args=[programme.pk])).status_code == 404


def test_a_version_shows_what_it_says_otherwise_than_the_one_before(client, center, people):
    first = make_programme(S.APPROVED, center=center, people=people)
    A["new_version"](first, by=people["writer"], on=TODAY)
    second = first.later.get()
    says = {**PROGRAMME_SAYS, "hours": 18, "content": "1. Eksenler (6 saat)"}
    second = A["write_programme"](second, by=people["writer"], on=TODAY, **says)

    assert changed_parts(first) == []
    assert [(part, now) for part, _, now in changed_parts(second)] == [
        ("hours", "18 ders saati"), ("content", "1. Eksenler (6 saat)"),
    ]  # fmt: skip
    client.force_login(people["directorate"])
    for address in (
        reverse("centers:programme", args=[second.pk]),
        reverse("admin:centers_programme_change", args=[second.pk]),
    ):
        page = client.get(address).text
        assert "Önceki sürümden farkları" in page
        assert "12 ders saati" in page
    told = client.get(f"/api/v1/center-programmes/{second.pk}/").json()["changes"]
    assert told[0] == {"part": "hours", "before": "12 ders saati", "now": "18 ders saati"}
    assert "Önceki sürümden farkları" not in client.get(reverse("centers:programme", args=[first.pk])).text
