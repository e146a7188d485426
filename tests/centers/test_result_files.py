"""Attendance and points by a table: entered by the acts, all or none, every wrong cell by its name, in pages and admin."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty, User
from centers.models import Activity, ActivitySession, Attendance
from centers.result_files import template, title_of
from tests.factories import make_school, make_user
from tests.factories.centers import make_center
from tests.factories.programmes import make_activity
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/c")]


@pytest.fixture
def held():
    """An activity that is held, both of its sessions over."""
    made = make_activity("activity_held")
    first, second = made.sessions.order_by("day")
    ActivitySession.objects.filter(pk=first.pk).update(day=date(2026, 1, 5))
    ActivitySession.objects.filter(pk=second.pk).update(day=date(2026, 1, 6))
    return Activity.objects.get(pk=made.pk)


@pytest.fixture
def client(held):
    client = Client()
    client.force_login(make_user(Role.GENERAL_COORDINATOR, school=held.center.school))
    return client


def titles(held):
    return ["Katılımcı no", "Adı soyadı", "Görev yaptığı kurum", *map(title_of, held.sessions.all()), "Puan"]


def table(held, *rows, heads=None):
    lines = [";".join(heads or titles(held)), *(";".join(row) for row in rows)]
    return SimpleUploadedFile("sonuclar.csv", "\n".join(lines).encode("utf-8-sig"))


def rows_of(held, *cells):
    """A row for each participant with these cells: first session, second session, points."""
    return [
        [f"K{one.pk}", one.full_name, "", *cells[place]] for place, one in enumerate(held.participants.order_by("pk"))
    ]


def bring(client, held, file):
    return client.post(reverse("centers:results_file", args=[held.pk]), {"file": file}, follow=True)


GOOD = (["Evet", "Evet", "85,5"], ["evet", "Hayır", ""], ["Hayır", "Hayır", "40"])


def test_the_table_enters_attendance_and_points_by_their_acts(client, held):
    answer = bring(client, held, table(held, *rows_of(held, *GOOD)))

    assert "3 katılımcının sonuçları yazıldı." in answer.text
    first, second = held.sessions.order_by("day")
    assert first.attendances.filter(present=True).count() == 2
    assert second.attendances.filter(present=True).count() == 1
    assert [one.score for one in held.participants.order_by("pk")] == [85.5, None, 40]
    acts = list(JournalEntry.objects.of(held).filter(act__in=["take_attendance", "score_participants"]))
    assert [entry.act for entry in acts] == ["take_attendance", "take_attendance", "score_participants"]


def test_what_is_left_empty_stays(client, held):
    bring(client, held, table(held, *rows_of(held, *GOOD)))

    bring(client, held, table(held, *rows_of(held, ["", "Evet", ""], ["", "Evet", ""], ["", "Evet", "55"])))

    first, second = held.sessions.order_by("day")
    assert first.attendances.filter(present=True).count() == 2
    assert second.attendances.filter(present=True).count() == 3
    assert [one.score for one in held.participants.order_by("pk")] == [85.5, None, 55]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        (["belki", "Evet", ""], 3, "Evet veya Hayır yazın."),
        (["", "Evet", ""], 3, "Yoklama herkes için yazılır; 1 katılımcınınki boş"),
        (["Evet", "Evet", "101"], 5, "0 ile 100 arasında"),
        (["Evet", "Evet", "12,345"], 5, "En çok iki ondalık"),
        (["Evet", "Evet", "çok"], 5, "bir sayı değil"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_written(client, held, cells, column, said):
    heads = titles(held)
    rows = rows_of(held, ["Evet", "Evet", "90"], cells, ["Evet", "Evet", "70"])

    answer = bring(client, held, table(held, *rows))

    (mark,) = answer.context["marks"]
    assert (mark.heading, said in mark.sentence) == (heads[column], True), mark
    assert not Attendance.objects.exists()
    assert not held.participants.exclude(score=None).exists()


def test_strangers_repetitions_and_other_columns_are_told(client, held):
    first = held.participants.order_by("pk")[0]
    stranger = make_activity("activity_held").participants.first()
    rows = [["K1x", "", "", "", "", ""], [f"K{stranger.pk}", "", "", "", "", ""]]
    twice = [f"K{first.pk}", "", "", "", "", "50"]

    told = {mark.row: mark.sentence for mark in bring(client, held, table(held, *rows, twice, twice)).context["marks"]}

    assert {row: text.split(";")[0][:40] for row, text in told.items()} == {
        2: "Bu numarayla bu faaliyetin katılımcısı y",
        3: "Bu numarayla bu faaliyetin katılımcısı y",
        5: "Bu katılımcı dosyada iki kez var.",
    }
    more = table(held, [*twice, "x"], heads=[*titles(held), "Not"])
    assert "“Not” sütunu bu şablonda yok" in bring(client, held, more).text
    assert "Boş bırakılamaz" in bring(client, held, table(held, ["", "Ad", "", "", "", "5"])).text
    assert bring(client, held, SimpleUploadedFile("x.csv", b"%PDF-1.7")).status_code == 200
    assert not held.participants.exclude(score=None).exists()


def test_a_session_to_come_is_refused_at_its_column_and_takes_the_others_with_it(client, held):
    later = held.sessions.order_by("day")[1]
    ActivitySession.objects.filter(pk=later.pk).update(day=date(2099, 1, 5))
    held = Activity.objects.get(pk=held.pk)

    (mark,) = bring(client, held, table(held, *rows_of(held, *GOOD))).context["marks"]

    assert (mark.heading, "günü gelmeden" in mark.sentence) == ("05.01.2099 09.00", True)
    assert not Attendance.objects.exists()
    assert not held.participants.exclude(score=None).exists()


def test_the_template_tells_what_is_known_and_comes_back(client, held):
    from openpyxl import load_workbook

    bring(client, held, table(held, *rows_of(held, *GOOD)))
    address = reverse("centers:results_template", args=[held.pk])
    book = load_workbook(BytesIO(client.get(address).content))
    sheet = book["Sonuçlar"]
    assert [cell.value for cell in sheet[1]] == titles(held)
    said = {row[0].value: [cell.value for cell in row[3:]] for row in sheet.iter_rows(min_row=2, max_row=4)}
    first = held.participants.order_by("pk")[0]
    assert said[f"K{first.pk}"] == ["Evet", "Evet", 85.5]
    assert first.identity_number not in str(template(held))
    out = BytesIO()
    book.save(out)

    assert (
        "3 katılımcının sonuçları yazıldı." in bring(client, held, SimpleUploadedFile("s.xlsx", out.getvalue())).text
    )


def test_only_who_runs_the_activity_brings_results_in_either_door(client, held):
    page = reverse("centers:results_file", args=[held.pk])
    assert (
        reverse("centers:results_file", args=[held.pk]) in client.get(reverse("centers:activity", args=[held.pk])).text
    )
    expert = Client()
    expert.force_login(make_user(Role.EXPERT))
    assert expert.get(page).status_code == 403
    assert expert.get(reverse("centers:results_template", args=[held.pk])).status_code == 403
    admin = reverse("admin:centers_activity_table", args=[held.pk, "sonuclar"])
    assert "İşlem şu an yapılamaz" in expert.post(admin, {"file": table(held, *rows_of(held, *GOOD))}).text
    assert not Attendance.objects.exists()
    elsewhere = Client()
    elsewhere.force_login(
        make_user(Role.GENERAL_COORDINATOR, school=make_center(school=make_school(province=34)).school)
    )
    assert elsewhere.get(page).status_code == 404
    user = make_user(Role.EXPERT)
    Duty.objects.create(
        user=user, role=Role.GENERAL_COORDINATOR, institution_code=held.center.school.code, starts_on=date(2024, 1, 1)
    )
    expert.force_login(User.objects.get(pk=user.pk))
    assert "3 katılımcının" in expert.post(admin, {"file": table(held, *rows_of(held, *GOOD))}, follow=True).text


def test_a_concluded_activity_takes_no_table(client):
    done = make_activity("activity_concluded")
    client.force_login(make_user(Role.GENERAL_COORDINATOR, school=done.center.school))

    assert client.get(reverse("centers:results_file", args=[done.pk])).status_code == 403
