"""The pages and the API of advisory boards: the way from a protocol to a meeting, lists, what is missing, files."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices.boards import MeetingStatus as S
from protocols.models import AdvisoryBoard
from tests.factories import make_school, make_upload, make_user
from tests.factories.boards import (
    MEETS_ON,
    make_board,
    make_board_meeting,
    make_board_rules,
    make_resolution,
    make_sector_school,
    make_staffed_board,
)
from tests.factories.protocols import make_signed

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
MEMBER = {"side": "school", "name": "Ali Kaya", "title": "Müdür yardımcısı", "starts_on": "2026-10-01"}
PLAN = {"meets_on": "2026-12-01", "starts_at": "14:00", "place": "Okul", "agenda": ["Açılış", "Dilekler"]}


def test_pages_lead_from_the_protocol_to_a_board_with_a_meeting(client):
    school = make_sector_school()
    protocol = make_signed(school)
    client.force_login(make_user(Role.EXPERT))

    refused = client.post(
        reverse("protocols:board_rules", args=[protocol.pk]),
        {"clause": "3", "holds_from": "2026-02-01", "every_months": 3, "quorum_kind": "share", "quorum_share": "3/2"},
    )
    assert "pay/payda" in refused.content.decode()
    answer = client.post(
        reverse("protocols:board_rules", args=[protocol.pk]),
        {
            "clause": "3",
            "holds_from": "2026-02-01",
            "every_months": 3,
            "quorum_kind": "share",
            "quorum_share": "2 / 3",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert (
        "üyelerin en az 2/3 oranıyla" in client.get(reverse("protocols:detail", args=[protocol.pk])).content.decode()
    )

    client.force_login(make_user(Role.PRINCIPAL, school=school))
    assert (
        client.post(
            reverse("protocols:board_new", args=[protocol.pk]), {"school": school.pk, "formed_on": "2026-03-02"}
        ).status_code
        == 302
    )
    board = AdvisoryBoard.objects.get()
    assert "Henüz üye yok" in client.get(reverse("protocols:board", args=[board.pk])).content.decode()
    plan = {**PLAN, "agenda": "Açılış\nDilekler"}
    assert client.post(reverse("protocols:board_plan", args=[board.pk]), plan).status_code == 302
    again = client.post(reverse("protocols:board_plan", args=[board.pk]), plan).content.decode()
    assert "o gün bir toplantısı var" in again
    assert "Açılış" in again


def test_the_api_leads_the_same_way_and_explains_the_same_refusals(client):
    school = make_sector_school()
    protocol = make_signed(school)
    client.force_login(make_user(Role.EXPERT))

    def post(path, body):
        return client.post(f"/api/v1/{path}", body, content_type="application/json")

    rules = {"clause": "3", "holds_from": "2026-02-01", "every_months": 3, "quorum_kind": "count", "quorum_count": 2}
    faults = post(f"protocols/{protocol.pk}/board-rules/", {**rules, "clause": "77"})
    assert (faults.status_code, faults.json()["faults"][0]["path"]) == (422, "clause")
    assert (
        post(
            f"protocols/{protocol.pk}/advisory-boards/", {"school": school.code, "formed_on": "2026-03-02"}
        ).status_code
        == 422
    )
    assert post(f"protocols/{protocol.pk}/board-rules/", rules).status_code == 201
    assert client.get(f"/api/v1/protocols/{protocol.pk}/board-rules/").json()[0]["quorum_count"] == 2
    elsewhere = post(
        f"protocols/{protocol.pk}/advisory-boards/", {"school": make_school().code, "formed_on": "2026-03-02"}
    )
    assert (elsewhere.status_code, elsewhere.json()["faults"][0]["path"]) == (400, "school")

    board = post(
        f"protocols/{protocol.pk}/advisory-boards/", {"school": school.code, "formed_on": "2026-03-02"}
    ).json()
    assert (board["due_on"], board["is_overdue"]) == ("2026-06-02", True)
    assert client.get("/api/v1/advisory-boards/?overdue=true").json()["results"][0]["id"] == board["id"]
    assert client.get("/api/v1/advisory-boards/?overdue=false").json()["results"] == []
    shown = post(f"advisory-boards/{board['id']}/acts/add_member/", MEMBER).json()
    assert shown["members"] == [] or shown["members"][0]["name"] == "A•• K•••"
    made = post(f"advisory-boards/{board['id']}/meetings/", PLAN)
    assert made.status_code == 201
    assert [item["text"] for item in made.json()["agenda"]] == ["Açılış", "Dilekler"]
    taken = post(f"advisory-boards/{board['id']}/meetings/", PLAN)
    assert (taken.status_code, taken.json()["faults"][0]["path"]) == (422, "meets_on")
    wrong = post(f"advisory-boards/{board['id']}/meetings/", {**PLAN, "agenda": "Açılış", "starts_at": "99:00"})
    assert {fault["path"] for fault in wrong.json()["faults"]} == {"agenda"}


def test_signed_minutes_come_in_over_the_api_and_a_wrong_file_is_refused(client):
    meeting = make_board_meeting(S.MINUTED)
    client.force_login(make_user(Role.EXPERT))
    path = f"/api/v1/board-meetings/{meeting.pk}/signed-minutes/"

    bad = client.post(path, {"file": make_upload("t.png", b"MZ kotu")})
    assert (bad.status_code, bad.json()["faults"][0]["path"]) == (400, "file")
    good = client.post(path, {"file": make_upload("t.png")})
    assert (good.status_code, len(good.json()["signed_sha256"])) == (201, 64)
    assert "attended" not in client.get(f"/api/v1/board-meetings/{meeting.pk}/").json()


@pytest.mark.parametrize("path", ["advisory-boards", "board-meetings", "board-resolutions"])
def test_the_lists_of_the_api_ask_as_often_for_one_row_as_for_thirty(client, path):
    client.force_login(make_user(Role.AUDITOR))
    counts = []
    for rows in (1, 9):
        for _ in range(rows):
            make_resolution()
        client.get(f"/api/v1/{path}/")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(f"/api/v1/{path}/").json()["results"]) >= rows
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["boards", "board_resolutions", "boards_missing"])
def test_the_pages_of_lists_ask_as_often_for_one_row_as_for_many(client, name):
    client.force_login(make_user(Role.AUDITOR))
    counts = []
    for rows in (1, 9):
        for _ in range(rows):
            make_resolution()
            make_signed(make_sector_school())
        client.get(reverse(f"protocols:{name}"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"protocols:{name}")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_board_with_many_members_and_meetings_asks_no_more(client):
    client.force_login(make_user(Role.AUDITOR))
    board = make_staffed_board()
    counts = []
    for days in (range(1), range(1, 9)):
        for day in days:
            make_board_meeting(S.APPROVED, board=board, meets_on=MEETS_ON + timedelta(day))
        client.get(reverse("protocols:board", args=[board.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("protocols:board", args=[board.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_schools_without_a_board_are_listed_with_what_stands_in_the_way(client):
    school, ruled = make_sector_school(name="Kuralsız Lise"), make_sector_school(name="Kurallı Lise")
    make_signed(school)
    make_board_rules(make_signed(ruled))
    make_sector_school(name="Protokolsüz Lise")
    make_board()
    make_school(name="Sektörle İlgisiz Lise")
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    page = client.get(reverse("protocols:boards_missing")).content.decode()

    for words in (
        "Kuralsız Lise",
        "Kurallı Lise",
        "Protokolsüz Lise",
        "önce Genel Müdürlük",
        "kurulu oluşturur",
        "Yürürlükte bir protokol yok",
    ):
        assert words in page
    assert "Sektörle İlgisiz" not in page
    assert page.count('<th scope="row">') == 3


def test_the_calendar_file_of_a_meeting(client):
    meeting = make_board_meeting(meets_on=date(2026, 12, 1), place="Salon; A blok")
    client.force_login(make_user(Role.EXPERT))

    answer = client.get(reverse("protocols:board_calendar", args=[meeting.pk]))

    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20261201T110000Z\r\n" in text
    assert "LOCATION:Salon\\; A blok" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_somebody_is_put_in_charge_of_a_meeting_and_of_a_resolution(client):
    resolution = make_resolution()
    meeting = make_board_meeting(S.INVITED)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6, first_name="Görevli"))

    for slug, record in (("kurul-toplantisi", meeting), ("kurul-karari", resolution)):
        page = client.get(reverse("workflow:assignment", args=[slug, record.pk]))
        assert page.status_code == 200
        assert "Görevli" in page.content.decode()
    assert client.get(reverse("workflow:work")).status_code == 200


def test_a_board_is_shown_as_it_was_on_a_day(client):
    board = make_staffed_board()
    client.force_login(make_user(Role.EXPERT))

    days = f"?tarih=2026-10-01&bilgi={localdate()}"
    page = client.get(reverse("protocols:board", args=[board.pk]) + days).content.decode()

    assert "görevdeydi" in page
    assert "Zeynep Güneş" in page
    assert "zeynep gunes" not in page
