"""Tables through the API and the admin: the act of the pages, each fault by its row or cell, nothing half-written, the same people."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty, User
from centers.choices import CenterStatus, WorkKind
from centers.models import Participant, Work
from tests.api.conftest import Program
from tests.centers.test_work_files import EVENT, PROJECT, RESEARCH, TITLES
from tests.factories import make_school, make_user
from tests.factories.centers import make_center
from tests.factories.programmes import NUMBERS, make_activity
from tests.workflow.people import EVERYBODY, everybody
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/ç", "smm/5/1/e")]
FORBIDDEN = {403, 404}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def coordinator(center):
    return make_user(
        Role.GENERAL_COORDINATOR, school=center.school, first_name="Elif", last_name="Kuzucuoğlu", username="elifk"
    )


@pytest.fixture
def principal(center):
    return signed_in(make_user(Role.PRINCIPAL, school=center.school))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def both(center):
    """Somebody of the General Directorate who is the centre's general coordinator as well."""
    user = make_user(Role.EXPERT)
    Duty.objects.create(
        user=user, role=Role.GENERAL_COORDINATOR, institution_code=center.school.code, starts_on=date(2024, 1, 1)
    )
    return User.objects.get(pk=user.pk)


def row_of(coordinator, **values):
    return {
        "kind": "research", "title": "Kaynak araştırması", "text": "On ilde görüşme.", "fields": ["04"],
        "starts_on": "2026-12-01", "ends_on": "2026-12-31", "responsible": coordinator.pk, **values,
    }  # fmt: skip


def send(client, center, rows, **headers):
    path = f"/api/v1/centers/{center.pk}/works/table/"
    return client.post(path, {"works": rows}, content_type="application/json", headers=headers)


def test_rows_of_several_kinds_are_written_at_once_and_answered_row_by_row(center, coordinator, principal):
    rows = [
        row_of(coordinator),
        row_of(coordinator, kind="project", title="Yeşil kaynak", programme="Erasmus+", reach="international"),
        row_of(coordinator, kind="event", title="Fuar", place="Hannover", country="DE"),
    ]

    made = send(principal, center, rows)

    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["count"], [one["title"] for one in told["works"]]) == (3, [row["title"] for row in rows])
    assert [one["kind"] for one in told["works"]] == ["research", "project", "event"]
    acts = JournalEntry.objects.filter(record_kind="centers.work").values_list("act", flat=True)
    assert set(acts) == {"plan_research", "plan_project", "plan_event"}


def test_the_same_call_again_writes_nothing_twice(center, coordinator, principal):
    first = send(principal, center, [row_of(coordinator)], **{"Idempotency-Key": "tablo-1"})
    again = send(principal, center, [row_of(coordinator)], **{"Idempotency-Key": "tablo-1"})

    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    assert again.json() == first.json()
    assert Work.objects.count() == 1
    assert send(principal, center, [row_of(coordinator)]).status_code == 400  # without the key: it is there already


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"kind": "gezi"}, "works[1].kind"),
        ({"kind": ["research"]}, "works[1].kind"),
        ({"title": "A" * 201}, "works[1].title"),
        ({"fields": ["99"]}, "works[1].fields"),
        ({"starts_on": "yarın"}, "works[1].starts_on"),
        ({"starts_on": "2020-01-01"}, "works[1].starts_on"),
        ({"ends_on": "2026-11-01"}, "works[1].ends_on"),
        ({"responsible": 10**8}, "works[1].responsible"),
        ({"place": "Ankara"}, "works[1].place"),
        ({"kind": "project", "programme": "IPA", "reach": "national", "budget": "çok"}, "works[1].budget"),
        ({"kind": "project", "reach": "national"}, "works[1].programme"),
        ({"title": "İlk"}, "works[1].title"),
    ],
)
def test_each_wrong_row_is_named_by_its_path_and_nothing_is_written(center, coordinator, principal, wrong, path):
    rows = [row_of(coordinator, title="İlk"), row_of(coordinator, **wrong), row_of(coordinator, title="Üçüncü")]

    refused = send(principal, center, rows)

    assert refused.status_code == 400, refused.content
    assert {one["path"] for one in refused.json()["faults"]} == {path}
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"works": []}, "works"),
        ({"works": {}}, "works"),
        ({}, "works"),
        ([], "works"),
        ({"works": ["x"]}, "works[0]"),
        ({"works": [{}] * 501}, "works"),
        ({"works": [{}], "rows": []}, "rows"),
    ],
)
def test_a_body_that_is_no_table_is_refused(center, principal, body, path):
    answer = principal.post(f"/api/v1/centers/{center.pk}/works/table/", body, content_type="application/json")

    assert answer.status_code == 400
    assert path in [one["path"] for one in answer.json()["faults"]]


def test_who_may_write_a_table_is_who_may_write_a_work_in_every_door(center, coordinator):
    people, allowed = everybody(center.school), {}
    for name in EVERYBODY:
        client = signed_in(people[name])
        api = send(client, center, []).status_code  # whether it may is told before what it asks
        page = client.get(reverse("centers:works_file", args=[center.pk])).status_code
        allowed[name] = (api == 400, page == 200)

    assert {name for name, may in allowed.items() if any(may)} == {"principal"}
    assert allowed["principal"] == (True, True)
    assert Program().post(f"/centers/{center.pk}/works/table/", {"works": [row_of(coordinator)]}).status_code == 403
    assert not Work.objects.exists()


def test_a_centre_that_is_closed_takes_no_table(coordinator):
    closed = make_center(CenterStatus.CLOSED)
    client = signed_in(make_user(Role.PRINCIPAL, school=closed.school))

    refused = send(client, closed, [row_of(coordinator)])

    assert (refused.status_code, "Kapatıldı" in refused.json()["detail"]) == (422, True)


def table(*rows):
    lines = [";".join(TITLES), *(";".join(row.get(title, "") for title in TITLES) for row in rows)]
    return SimpleUploadedFile("calismalar.csv", "\n".join(lines).encode("utf-8-sig"))


def test_the_admin_brings_the_table_of_the_pages(center, coordinator):
    client = signed_in(both(center))
    address = reverse("admin:centers_center_table", args=[center.pk, "calismalar"])
    record = reverse("admin:centers_center_change", args=[center.pk])
    assert f'href="{address}"' in client.get(record).text

    wrong = client.post(address, {"file": table(RESEARCH, {**PROJECT, "Bütçe": "çok"})})
    assert {(mark.row, mark.heading) for mark in wrong.context["marks"]} == {(3, "Bütçe")}
    assert "Dosyadan hiçbir çalışma yazılmadı" in wrong.text
    assert not Work.objects.exists()
    assert client.post(address, {}).context["form"].errors["file"]

    done = client.post(address, {"file": table(RESEARCH, PROJECT, EVENT)}, follow=True)
    assert "3 çalışma yazıldı." in done.text
    assert Work.objects.get(kind=WorkKind.PROJECT).responsible == coordinator
    template = client.get(reverse("admin:centers_center_template", args=[center.pk, "calismalar"]))
    assert template.content[:2] == b"PK"


def test_the_admin_says_why_the_general_directorate_writes_no_works(center):
    client = signed_in(make_user(Role.EXPERT))
    address = reverse("admin:centers_center_table", args=[center.pk, "calismalar"])

    page = client.post(address, {"file": table(RESEARCH)})

    assert "merkezin koordinatörleri ve okul müdürü yazar" in page.text
    assert not Work.objects.exists()
    assert address not in client.get(reverse("admin:centers_center_change", args=[center.pk])).text
    assert client.get(reverse("admin:centers_center_template", args=[center.pk, "calismalar"])).status_code == 403
    assert client.get(reverse("admin:centers_center_table", args=[10**9, "calismalar"])).status_code == 404


def people_table(*rows):
    heads = ["T.C. kimlik no", "Adı", "Soyadı", "Kurum kodu", "Görev yaptığı kurum", "Alanı"]
    lines = [";".join(heads), *(";".join(row) for row in rows)]
    return SimpleUploadedFile("kisiler.csv", "\n".join(lines).encode("utf-8-sig"))


@pytest.mark.provision("smm/5/1/c")
def test_the_admin_adds_participants_by_the_file_of_the_pages():
    activity = make_activity("chain_approved", numbers=NUMBERS[:1])
    client = signed_in(both(activity.center))
    address = reverse("admin:centers_activity_table", args=[activity.pk, "katilimcilar"])
    good = [NUMBERS[1], "Ömer", "Çağlar", "999999", "Ostim MTAL", "Makine"]

    wrong = client.post(address, {"file": people_table(good, ["12345678901", *good[1:]])})
    assert [(mark.row, mark.heading) for mark in wrong.context["marks"]] == [(3, "T.C. kimlik no")]
    assert Participant.objects.count() == 1
    assert "12345678901" not in wrong.text

    assert "1 katılımcı eklendi." in client.post(address, {"file": people_table(good)}, follow=True).text
    refused = signed_in(make_user(Role.EXPERT)).get(address)
    assert "İşlem şu an yapılamaz" in refused.text
    elsewhere = signed_in(make_user(Role.PRINCIPAL, school=make_school(province=34)))
    assert elsewhere.get(address).status_code in {302, *FORBIDDEN}
