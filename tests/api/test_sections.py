"""The register written over REST: whole sections against what was read, by the same forms and acts as on the pages."""

import json

import pytest

from accounts.choices import Role
from schools import acts
from schools.models import Enrolment, School, Space
from tests.api.conftest import Program
from tests.factories import TODAY, make_school, make_user
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


def put(program, path, body, **headers):
    headers = {"Authorization": f"Bearer {program.token}", **headers}
    return program.http.put(f"/api/v1{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def school():
    return make_school(province=6, code="760001")


def section(name):
    return f"/schools/760001/sections/{name}/"


ROW = {"year": 2026, "grade": 9, "field": None, "girls": 12, "boys": 15}


def test_what_is_read_can_be_written_back_and_changes_nothing(program, school):
    acts.save_spaces(
        school, by=make_user(Role.EXPERT), on=TODAY,
        rows=[{"kind": "classroom", "name": "Derslik 1", "area": 48.5, "places": 30, "fields": []}],
    )  # fmt: skip
    before = JournalEntry.objects.count()
    read = program.get(section("spaces"))

    answer = put(program, section("spaces"), {"rows": read.json()["rows"]}, **{"If-Match": read["ETag"]})

    assert answer.status_code == 200, answer.content
    assert answer.json()["rows"] == read.json()["rows"]
    assert JournalEntry.objects.count() == before


def test_decimals_are_numbers_and_not_read_with_the_points_of_turkish(program, school):
    row = {"kind": "workshop", "name": "Atölye", "area": 1048.5, "places": 24, "fields_sharing": []}

    answer = put(program, section("spaces"), {"rows": [row]}, **{"If-Match": program.get(section("spaces"))["ETag"]})

    assert answer.json()["rows"][0]["area"] == 1048.5
    assert float(Space.objects.get().area) == 1048.5


def test_rows_are_added_changed_and_taken_away_by_one_act_in_the_journal(program, school):
    first = put(program, section("enrolment"), {"rows": [ROW, {**ROW, "year": 2025}]}, **{"If-Match": "*"}).json()
    kept = {**first["rows"][0], "girls": 20}

    answer = put(program, section("enrolment"), {"rows": [kept], "complete": True}, **{"If-Match": "*"})

    assert list(Enrolment.objects.values_list("girls", "boys")) == [(20, 15)]
    assert answer.json()["complete"] is True
    entries = JournalEntry.objects.of(school).filter(act="save_enrolment")
    assert [entry.by for entry in entries] == [program.user, program.user]


def test_a_write_against_an_old_version_is_told_what_stands_there_now(program, school):
    tag = program.get(section("enrolment"))["ETag"]
    put(program, section("enrolment"), {"rows": [ROW]}, **{"If-Match": "*"})

    answer = put(program, section("enrolment"), {"rows": []}, **{"If-Match": tag})

    assert answer.status_code == 412
    assert answer.json()["current"]["rows"][0]["girls"] == 12
    assert [(one["path"], one["sent"], one["current"]["girls"]) for one in answer.json()["changed"]] == [("rows[]", None, 12)]  # fmt: skip
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(("header", "code"), [({}, 428), ({"If-Match": '"x"'}, 412), ({"If-Match": '"' + "a" * 16 + "." + "b" * 32 + '"'}, 412)])  # fmt: skip
def test_a_write_names_the_version_that_it_changes(program, school, header, code):
    assert put(program, section("enrolment"), {"rows": []}, **header).status_code == code


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ([], ""),
        ({}, "rows"),
        ({"rows": {}}, "rows"),
        ({"rows": [ROW] * 501}, "rows"),
        ({"rows": [5]}, "rows[0]"),
        ({"rows": [{**ROW, "id": 1}]}, "rows[0].id"),
        ({"rows": [{**ROW, "id": True}]}, "rows[0].id"),
        ({"rows": [{**ROW, "girls": "12"}]}, "rows[0].girls"),
        ({"rows": [{**ROW, "girls": -1}]}, "rows[0].girls"),
        ({"rows": [{**ROW, "grade": 8}]}, "rows[0].grade"),
        ({"rows": [{**ROW, "field": "99"}]}, "rows[0].field"),
        ({"rows": [{**ROW, "colour": "red"}]}, "rows[0].colour"),
        ({"rows": [], "complete": "yes"}, "complete"),
        ({"rows": [], "values": {}}, "values"),
    ],
)
def test_each_fault_has_its_path_and_nothing_is_written(program, school, body, path):
    answer = put(program, section("enrolment"), json.dumps(body), **{"If-Match": "*"})

    assert answer.status_code == 400
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert not Enrolment.objects.exists()


def test_what_the_act_refuses_stands_at_its_path(program, school):
    answer = put(program, section("enrolment"), {"rows": [ROW, {**ROW, "grade": 11}]}, **{"If-Match": "*"})

    assert answer.status_code == 422
    assert answer.json()["faults"] == [
        {"path": "rows[1].field", "message": "11. sınıf öğrencileri alana göre girilir."}
    ]


def test_a_row_is_changed_once(program, school):
    row = put(program, section("enrolment"), {"rows": [ROW]}, **{"If-Match": "*"}).json()["rows"][0]

    answer = put(program, section("enrolment"), {"rows": [row, {**row, "girls": 1}]}, **{"If-Match": "*"})

    assert [fault["path"] for fault in answer.json()["faults"]] == ["rows[1].id"]


def test_values_are_written_whole(program, school):
    read = program.get(section("details")).json()["values"]
    values = {**read, "address": "Atatürk Bulvarı 1", "latitude": 39.93, "longitude": 32.85}

    partly = put(program, section("details"), {"values": {"address": "x"}}, **{"If-Match": "*"})
    answer = put(program, section("details"), {"values": values}, **{"If-Match": "*"})

    assert partly.status_code == 400
    assert answer.status_code == 200, answer.content
    assert School.objects.get().address == "Atatürk Bulvarı 1"


def test_a_site_is_none_until_it_is_known_and_named_by_codes(program, school):
    values = {"kind": "factory", "host": "Demirçelik A.Ş.", "suitability_known": True, "suited_fields": [], "starts_on": None}  # fmt: skip

    before = program.get(section("site")).json()
    answer = put(program, section("site"), {"values": values}, **{"If-Match": "*"})

    assert before["values"] is None
    assert answer.status_code == 200, answer.content
    assert answer.json()["values"]["host"] == "Demirçelik A.Ş."


@pytest.mark.parametrize("name", ["details", "fields", "enrolment", "spaces", "dormitories", "links", "site", "boarding_need", "standards"])  # fmt: skip
def test_every_section_is_read(program, school, name):
    answer = program.get(section(name))

    assert answer.status_code == 200
    assert set(answer.json()) == {
        "section",
        "version",
        "complete",
        "values" if name in {"details", "site"} else "rows",
    }


def test_a_program_writes_in_its_province_alone_and_with_its_scope(school):
    elsewhere, reader = Program(province=34), Program(scopes=["schools:read"])

    assert put(elsewhere, section("enrolment"), {"rows": []}, **{"If-Match": "*"}).status_code == 404
    assert put(reader, section("enrolment"), {"rows": []}, **{"If-Match": "*"}).status_code == 403


# Acts on an institution


def test_programs_declare_and_the_ministry_governs(program, school, client):
    act = "/schools/760001/acts"
    declared = program.post(f"{act}/declare_section/", {"section": "dormitories", "complete": True})
    refused = program.post(f"{act}/rename_school/", {})
    client.force_login(make_user(Role.EXPERT))
    body = {"name": "Yeni Ad Mesleki ve Teknik Anadolu Lisesi", "since": "2026-09-01"}
    renamed = client.post(f"/api/v1{act}/rename_school/", body, content_type="application/json")

    assert declared.json()["complete"] == ["dormitories"]
    assert refused.status_code == 403
    assert renamed.status_code == 200, renamed.content
    assert renamed.json()["name"] == body["name"]


def test_govern_leaves_as_it_is_what_is_left_out(school, client):
    client.force_login(make_user(Role.EXPERT))
    district = school.district_id

    answer = client.post("/api/v1/schools/760001/acts/govern_school/", {"is_private": True}, content_type="application/json")  # fmt: skip

    school.refresh_from_db()
    assert answer.status_code == 200, answer.content
    assert (school.is_private, school.district_id, school.attached_to_gd, school.code) == (
        True,
        district,
        True,
        "760001",
    )


def test_an_act_names_the_keys_that_it_does_not_ask_for(school, client):
    client.force_login(make_user(Role.EXPERT))

    answer = client.post("/api/v1/schools/760001/acts/close_school/", {"why": "x"}, content_type="application/json")

    assert {fault["path"] for fault in answer.json()["faults"]} >= {"why"}
    assert client.post("/api/v1/schools/760001/acts/demolish/", {}, content_type="application/json").status_code == 404
