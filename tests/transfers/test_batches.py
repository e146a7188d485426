"""Applications by the thousand over REST: shape answered at once, entered by a job, all or none, and once."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.transfers import make_batch, make_open_round, make_school_of_applicants, student_number
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts.batches import enter_batch, forget_batches
from transfers.models import Application, ApplicationBatch
from transfers.rules.batches import MOST_TOLD, read_batch
from workflow import jobs
from workflow.choices import JobState
from workflow.models import Job, JournalEntry

pytestmark = pytest.mark.provision("okul/8/2")
PATH = "/api/v1/transfer-applications/bulk/"


@pytest.fixture
def taking():
    return make_open_round(localdate())


@pytest.fixture
def quota(taking):
    return taking.quotas.get()


@pytest.fixture
def own():
    return make_school_of_applicants()


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


def item(own="900001", quota=12, **values):
    return {
        "school": getattr(own, "code", own), "student_number": student_number(), "gender": "girl", "field": "04",
        "completed_grade": 10, "has_penalty": False, "value_grade_9": "84.20", "value_grade_10": 90,
        "preferences": [f"{getattr(quota, 'pk', quota)}:day"], **values,
    }  # fmt: skip


def send(client, round, items, **headers):
    body = {"round": round.pk, "applications": items}
    return client.post(PATH, body, content_type="application/json", headers=headers)


@pytest.mark.django_db
def test_what_is_well_formed_is_entered_by_a_job(own, quota, django_capture_on_commit_callbacks):
    client = client_of(officer())
    items = [item(own, quota), item(own, quota, preferences=[{"quota": quota.pk, "kind": "girls"}])]

    with django_capture_on_commit_callbacks(execute=True):
        told = send(client, quota.round, items)

    assert (told.status_code, told.headers["Location"]) == (202, told.json()["url"])
    job = client.get(told.json()["url"]).json()
    assert (job["state"], job["result"]) == (
        "done",
        {"round": quota.round_id, "applications": 2, "written": 2, "faults": []},
    )
    assert (job["done"], job["total"]) == (2, 2)
    assert [one.preferences.get().kind for one in Application.objects.order_by("student_number")] == ["day", "girls"]
    batch = ApplicationBatch.objects.get()
    assert batch.content is None
    assert batch.settled_at is not None
    assert not any(one["student_number"] in json.dumps(Job.objects.values().get(), default=str) for one in items)


@pytest.mark.django_db
def test_every_fault_is_told_by_its_path_and_nothing_written(own, quota, django_capture_on_commit_callbacks):
    elsewhere = make_school_of_applicants(province=34)
    items = [item(own, quota) for _ in range(6)]
    items[1] |= {"completed_grade": 9}
    items[2] |= {"preferences": [f"{quota.pk}:day", f"{10**9}:day"]}
    items[3] |= {"school": elsewhere.code}
    items[4] |= {"value_grade_10": None, "field": "zz"}
    items[5] |= {"student_number": "10000000147"}
    client = client_of(officer())

    with django_capture_on_commit_callbacks(execute=True):
        told = send(client, quota.round, items)

    result = client.get(told.json()["url"]).json()["result"]
    assert (result["written"], result["faults_in_all"]) == (0, 5)
    assert {one["path"]: one["message"] for one in result["faults"]}.keys() == {
        "applications[1].completed_grade",
        "applications[2].preferences[1]",
        "applications[3].school",
        "applications[4].field",
        "applications[5].student_number",
    }
    assert Application.objects.count() == 0
    assert ApplicationBatch.objects.get().content is None


SHAPES = [
    ({"school": 900001}, "applications[1].school"),
    ({"student_number": 10000000146}, "applications[1].student_number"),
    ({"gender": "x"}, "applications[1].gender"),
    ({"field": None}, "applications[1].field"),
    ({"completed_grade": 10.5}, "applications[1].completed_grade"),
    ({"completed_grade": 13}, "applications[1].completed_grade"),
    ({"has_penalty": None}, "applications[1].has_penalty"),
    ({"has_penalty": "no"}, "applications[1].has_penalty"),
    ({"value_grade_9": "NaN"}, "applications[1].value_grade_9"),
    ({"value_grade_9": -1}, "applications[1].value_grade_9"),
    ({"value_strange": 1}, "applications[1].value_strange"),
    ({"grade_9": 1}, "applications[1].grade_9"),
    ({"group": "x" * 101}, "applications[1].group"),
    ({"preferences": "12:day"}, "applications[1].preferences"),
    ({"preferences": ["12:moon"]}, "applications[1].preferences[0]"),
    ({"preferences": ["12:day", {"quota": 12, "kind": "moon"}]}, "applications[1].preferences[1].kind"),
    ({"preferences": [{"quota": "12", "kind": "day"}]}, "applications[1].preferences[0].quota"),
    ({"preferences": ["1:day"] * 2_000_000}, "applications[1].preferences"),
]


@pytest.mark.parametrize(("values", "path"), SHAPES)
def test_a_fault_of_shape_is_told_by_its_path(values, path):
    keys = ["grade_9", "grade_10"]

    _, faults = read_batch([item(), item(**values), item()], keys)

    assert [fault.path for fault in faults] == [path]
    assert read_batch([item(), item()], keys)[1] == []


def test_a_student_twice_in_one_body_is_told_with_the_first_place():
    number = student_number()

    _, (fault,) = read_batch(
        [item(), item(student_number=number), item(student_number=number)], ["grade_9", "grade_10"]
    )

    assert fault.path == "applications[2].student_number"
    assert "applications[1]" in fault.message


def test_more_than_ten_thousand_none_and_a_body_that_is_wrong_all_over_are_told_cheaply():
    assert read_batch([{}] * 10_001, [])[1][0].path == "applications"
    assert "10001" in read_batch([{}] * 10_001, [])[1][0].message
    assert read_batch([], [])[1][0].path == read_batch({}, [])[1][0].path == "applications"
    _, faults = read_batch([{}] * 10_000, [])
    assert MOST_TOLD <= len(faults) < MOST_TOLD + 20
    assert "gerisine bakılmadı" in faults[-1].message


@pytest.mark.django_db
def test_the_door_answers_bad_bodies_at_once(own, quota):
    client = client_of(officer())

    def post(text):
        return client.post(PATH, text, content_type="application/json")

    assert send(client, quota.round, [item(own, quota, gender="x")]).json()["faults"][0]["path"] == (
        "applications[0].gender"
    )
    assert send(client, quota.round, [{}] * 10_001).status_code == 400
    assert post(f'{{"round": {quota.round_id}, "applications": [NaN]}}').status_code == 400
    assert post('{"applications": [' + "1," * 2_000_000 + "1]}").status_code == 400
    assert post(" " * (10 * 1024 * 1024 + 1)).status_code == 413
    assert post("[]").status_code == 400
    assert [one["path"] for one in post('{"round": 0, "x": 1}').json()["faults"]] == ["x", "round"]
    assert not ApplicationBatch.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_only_the_students_side_hands_in_and_only_while_the_round_takes_applications(own, quota):
    people = everybody(own)

    taken = {
        name
        for name, one in people.items()
        if send(client_of(one), quota.round, [item(own, quota)]).status_code == 202
    }

    assert taken >= PROVINCE | CLIENTS | SCHOOL_SIDE
    strangers = {name for name in taken - (PROVINCE | CLIENTS | SCHOOL_SIDE) if "expert" in name or "head" in name}
    assert not strangers
    type(quota.round).objects.filter(pk=quota.round_id).update(
        applications_until=localdate() - timedelta(days=1), applications_from=localdate() - timedelta(days=3)
    )
    told = send(client_of(officer()), quota.round, [item(own, quota)])
    assert [one["path"] for one in told.json()["faults"]] == ["round"]


@pytest.mark.django_db
def test_the_same_call_again_starts_no_second_job(own, quota, django_capture_on_commit_callbacks):
    client, items = client_of(officer()), [item(own, quota)]

    with django_capture_on_commit_callbacks(execute=True):
        answers = [send(client, quota.round, items, **{"Idempotency-Key": "sabah-1"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert (Job.objects.count(), Application.objects.count()) == (1, 1)
    assert send(client, quota.round, [item(own, quota)], **{"Idempotency-Key": "sabah-1"}).status_code == 422


@pytest.mark.django_db
def test_a_worker_that_died_is_followed_by_another_and_nothing_is_entered_twice(
    own, quota, django_capture_on_commit_callbacks
):
    send(client_of(officer()), quota.round, [item(own, quota)])
    batch = ApplicationBatch.objects.get()
    died = now() - timedelta(minutes=10)
    Job.objects.filter(pk=batch.job_id).update(state=JobState.RUNNING, heartbeat_at=died, attempts=1)

    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.sweep() == 1
    assert Job.objects.get(pk=batch.job_id).state == JobState.DONE
    assert Application.objects.count() == 1

    assert enter_batch(batch.pk, tell=lambda *_: None) == {}
    assert (Application.objects.count(), JournalEntry.objects.filter(act="submit_application").count()) == (1, 1)


@pytest.mark.django_db
def test_what_was_never_settled_is_kept_for_a_week():
    old, new = make_batch(received_at=now() - timedelta(days=8)), make_batch()

    assert forget_batches(at=now()) == 1
    assert forget_batches(at=now()) == 0

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.content, new.content) == (None, [{}])
