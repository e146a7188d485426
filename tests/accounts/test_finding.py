"""Searches that a list remembers: the same rows by the index and by the rows, in the list's order, whatever the planner thinks."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts import wording
from accounts.finding import number_up_to, page_in_order, search_of, unsearched
from designations.models import Dossier
from schools.models import School
from schools.querysets import of_named
from tests.factories import make_dossier, make_school

pytestmark = pytest.mark.django_db
ABUNDANT, RARE = {"isik": 0.9}, {"isik": 0.01}


@pytest.fixture
def institutions():
    names = ["Işık Lisesi", "Çınar Işık Lisesi", "Deniz Lisesi", "Işıklar Lisesi", "Ilgaz Işık Lisesi"]
    days = [date(2099, 1, 3), None, None, date(2099, 1, 1), date(2099, 1, 2)]
    return [
        make_school(name=name, province=province, closed_on=day)
        for name, province, day in zip(names, (35, 6, 6, 1, 35), days, strict=True)
    ]


@pytest.mark.parametrize("shares", [{}, RARE, ABUNDANT])
def test_rows_are_found_alike_however_common_the_words(institutions, monkeypatch, shares):
    monkeypatch.setattr(wording, "shares_of", lambda _index: shares)
    found = School.objects.filter(province=35).named("isik")
    search = search_of(found)

    expected = {institutions[0], institutions[4]}
    assert set(found) == expected
    assert set(search.by_index(unsearched(found))) == expected
    assert set(search.by_rows(unsearched(found))) == expected
    assert set(unsearched(found)) == expected  # whom else the province has


def test_a_search_is_remembered_and_can_be_taken_back(institutions):
    found = School.objects.named("isik").filter(closed_on=None).order_by("name")

    assert search_of(School.objects.all()) is None
    assert [word.beginning for word in search_of(found).asked] == ["isik"]
    assert [school.name for school in unsearched(found)] == ["Çınar Işık Lisesi", "Deniz Lisesi"]
    assert [school.name for school in found] == ["Çınar Işık Lisesi"]
    assert search_of(unsearched(found)) is None


@pytest.mark.parametrize("shares", [RARE, ABUNDANT])
def test_records_are_found_by_the_names_of_their_institutions(institutions, monkeypatch, shares):
    monkeypatch.setattr(wording, "shares_of", lambda _index: shares)
    dossiers = [make_dossier(school=school, ready=False) for school in institutions]
    found = of_named(Dossier.objects.filter(school__province=35), "isik")
    search = search_of(found)

    assert set(found) == {dossiers[0], dossiers[4]}
    assert set(search.by_index(unsearched(found))) == set(search.by_rows(unsearched(found))) == set(found)
    assert set(of_named(Dossier.objects.all(), institutions[2].code)) == {dossiers[2]}
    assert of_named(Dossier.objects.all(), "  ").count() == 5
    assert not of_named(Dossier.objects.all(), "?!").exists()


ORDERS = [
    (),
    ("-name",),
    ("province", "-pk"),
    ("-province__name", "code"),
    (F("closed_on").desc(nulls_last=True), "pk"),
    (F("closed_on").asc(nulls_first=True), "-pk"),
]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_page_lies_in_the_order_of_the_list(institutions, order):
    rows = School.objects.select_related("province", "district").order_by(*order)
    keys = list(rows.values_list("pk", flat=True))

    assert page_in_order(rows, 0, 3) == (keys[:3] if order else page_in_order(rows, 0, 3)[0], 5)
    assert page_in_order(rows, 3, 3) == (keys[3:] if order else page_in_order(rows, 3, 3)[0], 5)
    assert page_in_order(rows, 9, 3) == ([], 5)


def test_rows_are_counted_as_far_as_is_wanted(institutions):
    assert [number_up_to(School.objects.all(), most) for most in (2, 5, 9)] == [2, 5, 5]


def test_an_order_and_a_limit_lead_no_plan_through_the_list(institutions, monkeypatch):
    monkeypatch.setattr(wording, "shares_of", lambda _index: RARE)
    with connection.cursor() as cursor:
        # As in a large table: to sort is dear, and what words give is thought to be much.
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_incremental_sort = off")
    for rows in (School.objects.named("isik"), School.objects.named("100123"), School.objects.named("1001")):
        with CaptureQueriesContext(connection) as captured:
            list(rows.order_by("province_id", "name")[:25])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {captured[-1]['sql']}".replace("%", "%%"), [])
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Filter: (text_words" not in plan.split("InitPlan")[0]
