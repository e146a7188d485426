"""Bulk acts over REST, by people who are signed in; no program is given them."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import DossierStatus as D
from designations.models import Designation
from tests.api.conftest import Program
from tests.factories import make_province, make_user
from tests.workflow.bulk import client_of, proposed
from workflow import tasks
from workflow.bulk.choices import BulkStatus as S
from workflow.models import BulkAct

pytestmark = pytest.mark.django_db
ADDRESS = "/bulk-acts/"
ASKED = {
    "list": "dosyalar",
    "filters": {"durum": D.APPROVAL_PROPOSED},
    "act": "approve",
    "details": {"note": "Uygun."},
}


def post(client, path, body):
    return client.post(f"/api/v1{path}", body, content_type="application/json")


@pytest.fixture
def head():
    return client_of(make_user(Role.DEPARTMENT_HEAD))


def test_ordered_tried_read_and_confirmed(head):
    proposed(2)
    made = post(head, ADDRESS, ASKED)
    assert made.status_code == 201, made.content
    bulk = BulkAct.objects.get(pk=made.json()["id"])
    tasks.try_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))

    read = head.get(f"/api/v1{ADDRESS}{bulk.pk}/").json()
    assert (read["status"], read["counts"]) == (S.TRIED, {"line_ready": 2})
    assert read["acts"] == ["leave_out", "confirm_bulk_act", "drop_bulk_act"]
    lines = head.get(f"/api/v1{ADDRESS}{bulk.pk}/lines/").json()["results"]
    assert [line["outcome"] for line in lines] == ["line_ready"] * 2
    confirmed = post(head, f"{ADDRESS}{bulk.pk}/acts/confirm_bulk_act/", {})
    assert confirmed.json()["status"] == S.RUNNING
    bulk.refresh_from_db()
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))

    assert Designation.objects.count() == 2
    assert bulk.confirmed_on == localdate()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"list": "okullar"}, "list"),
        ({"list": None}, "list"),
        ({"act": 5}, "act"),
        ({"filters": []}, "filters"),
        ({"filters": {"durum": {}}}, "filters.durum"),
        ({"strange": 1}, "strange"),
        ({"details": {"starts_on": "yarın"}}, "starts_on"),
        ({"act": "send_back"}, "act"),
    ],
)
def test_what_cannot_be_ordered_is_named_by_its_path(head, change, path):
    proposed(1)

    answer = post(head, ADDRESS, {**ASKED, **change})

    assert answer.status_code in {400, 422}, answer.content
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert not BulkAct.objects.exists()


def test_what_the_worker_writes_down_has_no_address(head):
    proposed(1)
    made = post(head, ADDRESS, ASKED).json()

    assert post(head, f"{ADDRESS}{made['id']}/acts/finish_trial/", {"counts": {}}).status_code == 404


def test_programs_are_not_given_it():
    make_province(6)

    assert Program(province=6).get(ADDRESS).status_code == 403
