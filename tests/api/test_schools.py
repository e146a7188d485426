"""The register over REST: scope in the query, filters that forgive spelling, facts with null for not known."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.models import Dormitory, Enrolment, Field, School, SchoolField, Space
from tests.api.conftest import Program
from tests.factories import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools(reference):
    one = make_school(province=6, code="900001", name="Çarşı Işık Mesleki ve Teknik Anadolu Lisesi")
    two = make_school(province=42, code="900002", name="Konya Lisesi", kind="other", closed_on="2020-01-01")
    SchoolField.objects.create(school=one, field=Field.objects.get(code="10"), programme="AMP")
    return one, two


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["900001", "900002"]),
        ({"province": 42}, ["900002"]),
        ({"kind": "mtal"}, ["900001"]),
        ({"q": "carsi isik"}, ["900001"]),
        ({"q": "900002"}, ["900002"]),
        ({"field": "10"}, ["900001"]),
        ({"field": "11"}, []),
        ({"open": "true"}, ["900001"]),
        ({"open": "false"}, ["900002"]),
    ],
)
def test_institutions_are_listed_and_filtered(program, schools, query, found):
    assert codes(program.get("/schools/", **query)) == found


@pytest.mark.parametrize("query", [{"province": "ankara"}, {"province": "1e300"}, {"kind": "lise"}, {"q": "a\x00"}])
def test_filter_that_cannot_be_is_explained(program, schools, query):
    answer = program.get("/schools/", **query)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_client_of_a_province_sees_its_province_only(schools):
    program = Program(province=42)

    assert codes(program.get("/schools/")) == ["900002"]
    assert program.get("/schools/900002/").status_code == 200
    assert program.get("/schools/900001/").status_code == 404


def test_scope_is_needed(schools):
    program = Program(scopes=["checks"])

    assert {
        program.get(path).status_code for path in ("/schools/", "/schools/900001/", "/fields/", "/provinces/")
    } == {403}


def test_record_tells_facts_and_null_for_not_known(program, schools):
    school = schools[0]
    field = Field.objects.get(code="10")
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=3, boys=4)
    Space.objects.create(school=school, kind="workshop", name="Atölye").fields.add(field)
    Dormitory.objects.create(school=school, name="Pansiyon", girls_places=10)

    record = program.get("/schools/900001/").json()

    assert record["fields_taught"][0] == {
        "code": "10",
        "name": "Elektrik-Elektronik Teknolojisi",
        "programme": "AMP",
        "is_planned": False,
        "opened_on": None,
        "closed_on": None,
    }
    assert record["enrolment"] == [{"year": 2026, "grade": 9, "field": None, "girls": 3, "boys": 4}]
    assert record["spaces"][0] | {"area": None, "places": None} == record["spaces"][0]
    assert record["spaces"][0]["fields_sharing"] == ["10"]
    assert record["dormitories"][0]["girls_occupied"] is None
    assert (record["site"], record["complete"]) == (None, [])


@pytest.mark.parametrize("code", ["12345", "1234567", "%00", "abcdef", "٩٠٠٠٠١"])
def test_code_of_another_form_is_not_found(program, schools, code):
    assert program.get(f"/schools/{code}/").status_code == 404


def test_day_that_is_not_in_the_calendar_is_refused(program, schools):
    answer = program.get("/schools/900001/", on="2026-02-31")

    assert answer.status_code == 400
    assert answer.json()["faults"][0]["path"] == "on"


def test_list_goes_by_cursor_and_asks_as_much_for_30_rows_as_for_1(program, reference):
    make_school(code="910000")
    program.get("/schools/")
    with CaptureQueriesContext(connection) as few:
        program.get("/schools/")
    for number in range(1, 30):
        make_school(code=f"9100{number:02d}")
    with CaptureQueriesContext(connection) as many:
        first = program.get("/schools/", page_size=20)

    assert len(first.json()["results"]) == 20
    assert first.json()["next"]
    assert len(many) == len(few)


def test_fields_and_provinces_are_listed_whole(program, reference):
    fields, provinces = program.get("/fields/").json(), program.get("/provinces/").json()

    assert len(fields) == 103
    assert {"nace": "27", "is_primary": True} in next(f for f in fields if f["code"] == "10")["sectors"]
    assert (len(provinces), sum(len(province["districts"]) for province in provinces)) == (81, 973)


def test_previous_page_leads_back_to_the_same_rows(program, reference):
    for _ in range(7):
        make_school()
    bearer = {"Authorization": f"Bearer {program.token}"}

    first = program.get("/schools/", page_size=3).json()
    second = program.http.get(first["next"], headers=bearer).json()
    third = program.http.get(second["next"], headers=bearer).json()
    back = program.http.get(third["previous"], headers=bearer).json()

    assert first["previous"] is None
    assert third["next"] is None
    assert [row["id"] for row in back["results"]] == [row["id"] for row in second["results"]]
    assert [row["id"] for page in (first, second, third) for row in page["results"]] == sorted(
        School.objects.values_list("pk", flat=True)
    )


def test_cursor_of_another_filter_is_refused_at_its_path(program, reference):
    for _ in range(3):
        make_school()
    address = program.get("/schools/", page_size=1, kind="mtal").json()["next"]
    cursor = parse_qs(urlsplit(address).query)["cursor"][0]

    assert program.get("/schools/", cursor=cursor, kind="mtal").status_code == 200
    for other in ({}, {"kind": "mesem"}, {"kind": "mtal", "province": 6}):
        answer = program.get("/schools/", cursor=cursor, **other)
        assert answer.status_code == 400
        assert answer.json()["faults"][0]["path"] == "cursor"


def test_programs_of_different_scope_share_no_statement(program, reference):
    here, there = make_school(province=6), make_school(province=34)
    limited = Program(province=34)

    for _ in range(2):
        assert {row["id"] for row in program.get("/schools/").json()["results"]} == {here.pk, there.pk}
        assert {row["id"] for row in limited.get("/schools/").json()["results"]} == {there.pk}
