"""Practice places, approvals, courses and trainers over REST: brought, acted on, filtered, refused with their paths."""

import pytest
from django.test import Client

from accounts.choices import Role
from documents.models import Paper
from protocols.choices.places import PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import PracticePlace, Trainer
from tests.factories import make_upload, make_user
from tests.factories.places import (
    make_partners,
    make_practice_course,
    make_practice_place,
    make_qualification,
    make_safety_approval,
    make_trainer,
)
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7", "okul/8/8")]
FAR = {"starts_on": "2027-01-04", "ends_on": "2027-06-18"}


@pytest.fixture
def principal():
    """A client signed in as the principal of a school with a partner, and both."""
    partners = make_partners()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=partners.school))
    return client, partners


def post(http, path, body=None, **headers):
    return http.post(f"/api/v1{path}", body or {}, content_type="application/json", headers=headers)


def proposal(partners, **values):
    return {
        "stakeholder": partners.stakeholder.pk, "name": "Kaynak atölyesi", "address": "Ostim OSB", "capacity": 20,
        "fields": ["04"], "teacher_name": "Ömer Çınar", "teacher_title": "Makine alan öğretmeni", **values,
    }  # fmt: skip


def an_approval(**values):
    return {
        "given_on": "2026-09-15", "given_by": "İş güvenliği uzmanı", "valid_until": "2028-06-30",
        "file": make_upload("onay.png"), **values,
    }  # fmt: skip


def test_a_place_is_proposed_approved_used_and_given_lessons(principal):
    client, partners = principal
    made = post(client, f"/schools/{partners.school.code}/practice-places/", proposal(partners))
    place = made.json()
    path = f"/practice-places/{place['id']}"
    assert (made.status_code, place["status"], place["bars"]) == (201, S.PROPOSED, ["no_approval", "not_in_use"])

    early = post(client, f"{path}/acts/put_in_use/")
    approval = client.post(f"/api/v1{path}/approvals/", an_approval())
    used = post(client, f"{path}/acts/put_in_use/")
    course = {"field": "04", "name": "Kaynak", "weekday": 1, "begins": "09:00", "ends": "12:00", "students": 15, **FAR}
    lesson, more = (post(client, f"{path}/courses/", course) for _ in range(2))

    assert (early.status_code, approval.status_code, used.status_code) == (422, 201, 200)
    assert "8/7" in early.json()["detail"]
    assert approval.json()["status"] == "approval_accepted"
    assert (used.json()["is_usable"], used.json()["bars"], used.json()["usable_until"]) == (True, [], "2028-06-30")
    assert (lesson.status_code, more.status_code) == (201, 422)
    assert more.json()["faults"][0]["path"] == "students"
    ended = post(client, f"/practice-courses/{lesson.json()['id']}/end/", {"ended_on": "2027-03-01"})
    assert ended.json()["until"] == "2027-03-01"
    assert [row["id"] for row in client.get(f"/api/v1{path}/courses/").json()] == [lesson.json()["id"]]
    withdrawn = post(
        client, f"/safety-approvals/{approval.json()['id']}/acts/withdraw_approval/", {"reason": "Yangın."}
    )
    assert withdrawn.json()["status"] == "approval_withdrawn"
    assert client.get(f"/api/v1{path}/").json()["status"] == S.EXPIRED


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"capacity": 0}, 400, "capacity"),
        ({"capacity": "çok"}, 400, "capacity"),
        ({"fields": ["99"]}, 400, "fields"),
        ({"fields": "04"}, 400, "fields"),
        ({"fields": ["0\x004"]}, 400, "fields[0]"),
        ({"stakeholder": 10**30}, 400, "stakeholder"),
        ({"standards": ["library"]}, 422, "standards"),
        ({"teacher_title": ""}, 422, "teacher_title"),
        ({"unvan": "x"}, 400, "unvan"),
    ],
)
def test_what_cannot_be_is_named_by_its_path_and_nothing_is_written(principal, change, code, path):
    client, partners = principal

    answer = post(client, f"/schools/{partners.school.code}/practice-places/", proposal(partners, **change))

    assert (answer.status_code, answer.json()["faults"][0]["path"]) == (code, path)
    assert answer["Content-Type"] == "application/problem+json"
    assert not PracticePlace.objects.exists()


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"valid_until": "2026-13-01"}, 400, "valid_until"),
        ({"valid_until": "9999-12-31"}, 400, "valid_until"),
        ({"valid_until": "2026-09-20"}, 422, "valid_until"),
        ({"given_on": "2027-09-20"}, 422, "given_on"),
        ({"file": make_upload("onay.png", b"bozuk")}, 422, "file"),
        ({"baska": "x"}, 400, "baska"),
    ],
)
def test_an_approval_that_cannot_be_is_named_by_its_path(principal, change, code, path):
    client, partners = principal
    place = make_practice_place(S.PROPOSED, partners=partners)

    answer = client.post(f"/api/v1/practice-places/{place.pk}/approvals/", an_approval(**change))

    assert (answer.status_code, answer.json()["faults"][0]["path"]) == (code, path)
    assert not place.approvals.exists()


def test_a_repeated_proposal_takes_place_once(principal):
    client, partners = principal
    path = f"/schools/{partners.school.code}/practice-places/"

    first, again = (post(client, path, proposal(partners), **{"Idempotency-Key": "bir"}) for _ in range(2))

    assert first.json()["id"] == again.json()["id"]
    assert again["Idempotency-Replayed"] == "true"
    assert PracticePlace.objects.count() == 1


def test_a_place_read_again_is_not_sent_again(principal):
    client, partners = principal
    address = f"/api/v1/practice-places/{make_practice_place(partners=partners).pk}/"

    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_another_revision_is_refused(principal):
    client, partners = principal
    place = make_practice_place(partners=partners)

    answer = post(
        client, f"/practice-places/{place.pk}/acts/suspend_place/", {"reason": "x", "revision": place.revision + 7}
    )

    assert answer.status_code == 409


def test_filters_narrow_and_nonsense_is_a_fault(program):
    usable, out = make_practice_place(), make_practice_place(S.SUSPENDED)
    ending = make_practice_place()
    type(ending.approval).objects.filter(place=ending).update(valid_until="2027-01-05", until="2027-01-06")

    def found(**query):
        return {row["id"] for row in program.get("/practice-places/", **query).json()["results"]}

    assert found(usable="true") == {usable.pk, ending.pk}
    assert found(usable="false") == {out.pk}
    assert found(expiring="true") == {ending.pk}
    assert found(status=S.SUSPENDED) == {out.pk}
    assert found(school=usable.school.code) == {usable.pk}
    assert found(field="99") == found(province=34) == set()
    assert found(stakeholder=out.stakeholder_id) == {out.pk}
    assert program.get("/practice-places/", usable="belki").status_code == 400


def test_what_lies_outside_the_scope_is_not_there():
    course, trainer = make_practice_course(), make_trainer()
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    place = course.place

    codes = {
        client.get(f"/api/v1/practice-places/{place.pk}/").status_code,
        client.get(f"/api/v1/practice-places/{place.pk}/approvals/").status_code,
        client.get(f"/api/v1/safety-approvals/{place.approval_id}/").status_code,
        client.get(f"/api/v1/trainers/{trainer.pk}/").status_code,
        post(client, f"/practice-courses/{course.pk}/end/", {"ended_on": "2027-01-01"}).status_code,
        post(client, f"/schools/{place.school.code}/practice-places/", {}).status_code,
        post(client, f"/schools/{place.school.code}/trainers/", {}).status_code,
        post(client, f"/schools/{place.school.code}/practice-lists/").status_code,
    }

    assert codes == {404}
    assert client.get("/api/v1/practice-places/").json()["results"] == []


def test_a_trainer_is_brought_proved_engaged_and_shown_masked(principal):
    client, partners = principal
    body = {
        "stakeholder": partners.stakeholder.pk, "name": "Çağrı Işık", "identity_number": "10000000146",
        "qualification": make_qualification().pk, "field": "04", "course": "Kaynak", "document_number": "2024/1", **FAR,
    }  # fmt: skip
    made = post(client, f"/schools/{partners.school.code}/trainers/", body)
    path = f"/trainers/{made.json()['id']}"

    early = post(client, f"{path}/acts/engage_trainer/")
    proved = client.post(f"/api/v1{path}/evidence/", {"file": make_upload("belge.png")})
    engaged = post(client, f"{path}/acts/engage_trainer/")
    again = post(client, f"/schools/{partners.school.code}/trainers/", body)

    assert (made.status_code, early.status_code, proved.status_code, engaged.status_code) == (201, 422, 201, 200)
    assert (made.json()["identity_number"], proved.json()["has_evidence"]) == ("•••••••••46", True)
    assert engaged.json()["status"] == T.ENGAGED
    assert again.status_code == 422
    assert "10000000146" not in client.get("/api/v1/trainers/").content.decode()
    assert client.get("/api/v1/trainers/?supporting=true").json()["results"] == []  # its term lies ahead
    names = [row["name"] for row in client.get("/api/v1/trainer-qualifications/").json()["results"]]
    assert names == ["Usta öğreticilik belgesi"]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"identity_number": "10000000147"}, 422, "identity_number"),
        ({"qualification": 10**9}, 400, "qualification"),
        ({"field": "99"}, 400, "field"),
        ({"ends_on": "2031-01-01"}, 422, "ends_on"),
        ({"ends_on": "9999-12-31"}, 400, "ends_on"),
        ({"name": ""}, 400, "name"),
    ],
)
def test_a_trainer_who_cannot_be_is_named_by_the_path(principal, change, code, path):
    client, partners = principal
    body = {
        "stakeholder": partners.stakeholder.pk, "name": "Çağrı Işık", "qualification": make_qualification().pk,
        "field": "04", "course": "Kaynak", **FAR,
    }  # fmt: skip

    answer = post(client, f"/schools/{partners.school.code}/trainers/", body | change)

    assert (answer.status_code, answer.json()["faults"][0]["path"]) == (code, path)
    assert not Trainer.objects.exists()


def test_a_list_is_printed_and_found_among_the_papers(principal, django_capture_on_commit_callbacks):
    client, partners = principal
    make_practice_place(partners=partners)

    with django_capture_on_commit_callbacks(execute=True):
        answer = post(client, f"/schools/{partners.school.code}/practice-lists/")

    assert answer.status_code == 202
    assert Paper.objects.get(kind="practice_list").school_code == partners.school.code
    assert JournalEntry.objects.of(partners.school).last().act == "order_practice_list"


def test_the_lists_ask_as_often_for_one_row_as_for_many(program):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for path, make in (("/practice-places/", make_practice_place), ("/trainers/", make_trainer)):
        counts = []
        for many in (1, 9):
            for _ in range(many):
                make()
            program.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert program.get(path).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1], path


def test_an_approval_handed_in_by_an_enterprise_is_accepted_by_a_program(program):
    place = make_practice_place(S.PROPOSED)
    approval = make_safety_approval(place, by=make_user(Role.REPRESENTATIVE, stakeholder=place.stakeholder))

    shown = program.get(f"/safety-approvals/{approval.pk}/").json()
    done = program.post(f"/safety-approvals/{approval.pk}/acts/accept_approval/", {})

    assert shown["acts"] == ["accept_approval", "return_approval"]
    assert (done.status_code, done.json()["status"]) == (200, "approval_accepted")
