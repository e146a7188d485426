"""Flows of students on the map: who is counted for whom, that figures lead to what they count, and lines that can be told apart."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.flows import MOST_LINES, lines_of
from desk.maps import OUTLINES
from tests.factories import make_province, make_user
from tests.factories.commissions import evaluate
from tests.factories.transfers import (
    in_area,
    make_application,
    make_open_round,
    make_quota,
    make_school_of_applicants,
    make_school_with_quota,
    with_results,
)
from transfers.acts import APPLICATION
from transfers.choices import QuotaStatus
from transfers.listings import APPLICATIONS, FLOWS
from transfers.listings.flows import pairs_of
from transfers.rules.preferences import Choice

pytestmark = [pytest.mark.provision("okul/8/2")]
URL = "/nakil/gostergeler/akislar/"


def students(taking, moves):
    """``moves``: (province of the school, quota), one student each, all placed."""
    for home, quota in moves:
        make_application(
            own=make_school_of_applicants(province=home), preferences=[Choice(quota.pk, "day")],
            values={"grade_9": Decimal(80), "grade_10": Decimal(80)},
        )  # fmt: skip
    return with_results(evaluate(taking))


@pytest.fixture
def moved(db):
    """Ankara offers ten places: two come from Bursa, one from İzmir, one stays."""
    for plate, name in ((6, "Ankara"), (16, "Bursa"), (35, "İzmir")):
        make_province(plate, name)
    taking = make_open_round()
    quota = taking.quotas.get()
    return students(taking, [(16, quota), (16, quota), (35, quota), (6, quota)])


def flows(user, **asked):
    query = QueryDict(mutable=True)
    query.update(asked)
    rows = FLOWS.filtered(user, query, localdate())
    return [(row["home_name"], row["place_name"], row["students"]) for row in rows]


def test_flows_are_counted_by_province_of_school_and_place(moved):
    head = make_user(Role.DEPARTMENT_HEAD)

    assert flows(head) == [("Bursa", "Ankara", 2), ("Ankara", "Ankara", 1), ("İzmir", "Ankara", 1)]
    assert flows(head, il="16") == [("Bursa", "Ankara", 2)]
    assert flows(head, il="16", yon="gelen") == []
    assert flows(head, il="6", yon="gelen", sirala="giden") == [
        ("Ankara", "Ankara", 1), ("Bursa", "Ankara", 2), ("İzmir", "Ankara", 1),
    ]  # fmt: skip
    assert pairs_of(head, {"donem": moved}) == Counter({(16, 6): 2, (6, 6): 1, (35, 6): 1})


def test_a_province_sees_flows_from_and_to_itself_alone(moved):
    there, here = make_user(Role.PROVINCE_OFFICER, province=35), make_user(Role.PROVINCE_OFFICER, province=6)

    assert flows(there) == [("İzmir", "Ankara", 1)]
    assert len(flows(here)) == 3
    assert flows(make_user(Role.PROVINCE_OFFICER, province=34)) == []
    assert flows(make_user(role=None)) == []


def test_who_gives_the_place_up_is_counted_no_more(moved):
    gone = moved.applications.get(school__province=35)
    by = make_user(Role.PRINCIPAL, school=gone.school)
    APPLICATION.acts["decline_registration"](gone, by=by, on=moved.results_on, reason="Taşındı.")

    assert ("İzmir", "Ankara", 1) not in flows(make_user(Role.DEPARTMENT_HEAD))


def test_every_figure_leads_to_exactly_the_applications_that_it_counts(moved, client):
    for user in (make_user(Role.DEPARTMENT_HEAD), make_user(Role.PROVINCE_OFFICER, province=6)):
        client.force_login(user)
        for asked in ({}, {"satir": "alan"}, {"il": "16"}):
            rows = client.get(URL, asked).context["page_obj"].object_list
            assert rows
            for row in rows:
                behind = QueryDict(urlsplit(row["url"]).query)
                assert APPLICATIONS.filtered(user, behind, localdate()).count() == row["students"]


def test_the_page_shows_map_lines_and_the_same_in_a_table(moved, client):
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    page = client.get(URL, {"il": "6", "yon": "gelen"}).content.decode()

    assert page.count('class="flow-head"') == 2
    assert "Ankara: gelenler" in page
    assert "4 öğrenciden 3 tanesi okulunun ilinden başka bir ilde yer buldu" in page
    assert "Bursa: 2 öğrenci" in page


def test_the_map_of_the_country_leads_to_the_flows_of_a_province(moved, client):
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    drawn = client.get(URL).context["map"]

    bursa = next(one for one in drawn.provinces if one.plate == 16)
    assert (bursa.value, parse_qs(urlsplit(bursa.url).query)["il"]) == (2, ["16"])
    assert client.get(bursa.url).status_code == 200


def test_the_file_holds_the_flows_by_field(moved):
    head = make_user(Role.DEPARTMENT_HEAD)
    rows = FLOWS.filtered(head, QueryDict("satir=alan"), localdate())

    told = list(FLOWS.values(rows))

    assert FLOWS.titles() == [
        "Öğrencinin ilinin plakası", "Öğrencinin ili", "Yerin ilinin plakası", "Yerin ili", "Öğrencinin alanı", "Öğrenci",
    ]  # fmt: skip
    assert told[0][:4] == [16, "Bursa", 6, "Ankara"]
    assert told[0][-1] == 2
    assert sum(row[-1] for row in told) == 4


def test_before_any_result_the_page_says_so(client, db):
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    assert "Sonuçlar ilan edilince öğrencilerin hangi ilden" in client.get(URL).content.decode()


def test_the_page_asks_as_much_for_many_flows_as_for_few(client, db):
    user, counts = make_user(Role.PROVINCE_OFFICER, province=6), []
    client.force_login(user)
    for more in ([16], [16, 35, 34, 7, 10, 20]):
        taking = make_open_round()
        quota = taking.quotas.get()
        students(taking, [(home, quota) for home in more])
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(URL).context["page_obj"].object_list) == len(more)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_places_in_two_provinces_draw_lines_to_both(db, client):
    taking = make_open_round()
    ankara = taking.quotas.get()
    bursa = make_quota(
        QuotaStatus.APPROVED,
        round=_in_state(taking, "round_announced"),
        school=in_area(make_school_with_quota(province=16), "Bursa alanı"),
    )
    taking = _in_state(taking, "round_open")
    students(taking, [(35, ankara), (35, bursa)])
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    lines = client.get(URL).context["lines"]

    assert {(line.home, line.place) for line in lines} == {(35, 6), (35, 16)}


def _in_state(taking, state):
    """Quotas are proposed before a round is opened; here one more is wanted."""
    type(taking).objects.filter(pk=taking.pk).update(status=state)
    taking.refresh_from_db()
    return taking


def test_lines_are_the_strongest_flows_the_strongest_on_top_and_there_and_back_lie_apart():
    pairs = Counter({(home, place): home + place for home in range(1, 12) for place in range(1, 12)})

    lines = lines_of(pairs)

    assert len(lines) == MOST_LINES
    assert all(line.home != line.place for line in lines)
    assert [line.students for line in lines] == sorted(line.students for line in lines)
    assert {line.level for line in lines} <= {1, 2, 3, 4, 5}
    assert lines[-1].level == 5
    there, back = (next(one for one in lines if (one.home, one.place) == pair) for pair in ((10, 11), (11, 10)))
    assert there.path.split("Q")[1].split()[0] != back.path.split("Q")[1].split()[0]


def test_every_province_has_its_point_on_the_map():
    points = json.loads((OUTLINES.parent / "turkey_points.json").read_text())
    x, y, width, height = map(float, json.loads(OUTLINES.read_text())["viewbox"].split())

    assert {int(plate) for plate in points} == set(range(1, 82))
    assert all(x < left < x + width and y < top < y + height for left, top in points.values())
