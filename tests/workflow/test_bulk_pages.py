"""Bulk acts as pages, and what came of them as a file."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DossierStatus as D
from designations.models import Designation
from tests.factories import make_province, make_user
from workflow.bulk.choices import BulkOutcome as L
from workflow.bulk.outcomes import slug_of
from workflow.models import BulkAct, Export

from .bulk import PROPOSED, client_of, done, no_longer_eligible, ordered, proposed, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def test_what_came_of_it_is_taken_away_as_a_file_by_who_may_see_it(head, django_capture_on_commit_callbacks):
    first, *_ = proposed(3)
    no_longer_eligible(first)
    bulk = done(tried(head))
    address = reverse("workflow:order_export", args=[slug_of(bulk)])

    with django_capture_on_commit_callbacks(execute=True):
        client_of(head).post(address, {"format": "csv", "query": f"sonuc={L.REFUSED}"})
    assert client_of(make_user(Role.DEPARTMENT_HEAD)).post(address, {"format": "csv"}).status_code == 404

    export = Export.objects.get()
    with export.file.open("rb") as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert str(first) in lines[1]
    assert dict(L.choices)[L.REFUSED] in lines[1]


@pytest.mark.parametrize("slug", ["sonuc-x", f"sonuc-{'0' * 32}"])
def test_of_a_bulk_act_that_is_not_there_nothing_is_taken_away(head, slug):
    assert client_of(head).post(reverse("workflow:order_export", args=[slug]), {"format": "csv"}).status_code == 404


def test_the_whole_way_by_the_pages(head, django_capture_on_commit_callbacks):
    dossiers = proposed(2)
    no_longer_eligible(dossiers[0])
    client = client_of(head)
    page = client.get(reverse("designations:dossiers"), {"durum": D.APPROVAL_PROPOSED}).content.decode()
    assert "Toplu işlem" in page
    chosen = client.get(reverse("workflow:bulk_choose", args=["dosyalar"]), {"durum": D.APPROVAL_PROPOSED})
    assert "2 kaydın 2 tanesinde" in chosen.content.decode()
    address = reverse("workflow:bulk_order", args=["dosyalar", "approve"]) + f"?{PROPOSED}"
    asked = client.get(address).content.decode()
    assert "Belirleme oluru (taslak)" in asked

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"note": "Uygundur.", "starts_on": ""})
    page = client.get(answer.url).content.decode()
    assert "Hiçbir kayıt henüz değişmedi" in page
    assert "1 × Belirleme oluru (taslak)" in page
    bulk = BulkAct.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("workflow:bulk_act_act", args=[bulk.pk, "confirm_bulk_act"]))

    page = client.get(answer.url).content.decode()
    assert "Yapılmayan 1 kaydı yeniden dene" in page
    assert Designation.objects.get().dossier == dossiers[1]


def test_a_bulk_act_is_shown_to_who_ordered_it_and_to_auditors(head):
    proposed(1)
    bulk = tried(head)
    address = reverse("workflow:bulk_act", args=[bulk.pk])

    assert client_of(head).get(address).status_code == 200
    assert client_of(make_user(Role.AUDITOR)).get(address).status_code == 200
    assert client_of(make_user(Role.DEPARTMENT_HEAD)).get(address).status_code == 404
    assert client_of(make_user(Role.PROVINCE_OFFICER, province=make_province(6))).get(address).status_code == 404


@pytest.mark.parametrize("name", ["finish_trial", "finish_bulk_act"])
def test_nobody_is_offered_what_the_worker_writes_down(head, name):
    proposed(1)
    bulk = tried(head)

    assert client_of(head).get(reverse("workflow:bulk_act_act", args=[bulk.pk, name])).status_code == 404


def test_the_list_of_bulk_acts_asks_as_much_for_30_as_for_1(head):
    proposed(1)
    client, counts = client_of(head), []
    for more in (1, 29):
        for _ in range(more):
            ordered(head)
        client.get(reverse("workflow:bulk_acts"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("workflow:bulk_acts"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
