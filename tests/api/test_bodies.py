"""What programs send by mistake or malice: each body gets a 4xx problem that names the place, none a 500."""

import json

import pytest
from django.test import RequestFactory
from django.urls import get_resolver

pytestmark = pytest.mark.django_db

CHECKS = "/api/v1/eligibility-checks/"


def send(program, body, *, path=CHECKS, content_type="application/json"):
    headers = {"Authorization": f"Bearer {program.token}"}
    return program.http.post(path, body, content_type=content_type, headers=headers)


def paths(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return [fault["path"] for fault in answer.json()["faults"]]


FACTS = '{{"type": "region", "facts": {}}}'.format
MALFORMED = [
    pytest.param("   ", [""], id="blank"),
    pytest.param("{", [""], id="cut off"),
    pytest.param('{"type": "bölge"}'.encode("iso8859-9"), [""], id="another encoding"),
    pytest.param(FACTS('{"students": Infinity}'), [""], id="Infinity"),
    pytest.param(FACTS('{"students": ' + "9" * 5000 + "}"), [""], id="more digits than are read"),
    pytest.param('{"a":' * 50_000 + "1" + "}" * 50_000, [""], id="objects in objects"),
    pytest.param(FACTS("[" * 200_000 + "]" * 200_000), [""], id="lists in lists"),
    pytest.param(FACTS('{"students": 1e999}'), ["facts.students"], id="a number beyond all"),
    pytest.param(FACTS('{"students": 1, "students": 2}'), ["facts.students"], id="a key twice"),
    pytest.param(FACTS('{"fields": [{"code": "\\u0000"}]}'), ["facts.fields[0].code"], id="NUL"),
    pytest.param(FACTS('{"fields": [{"code": "\\ud800"}]}'), ["facts.fields[0].code"], id="half a character"),
    pytest.param(FACTS('{"\\ud800": 1}'), ["facts"], id="half a character in a key"),
    pytest.param(json.dumps({"type": "region", "facts": {"fields": [{}] * 1001}}), ["facts.fields"], id="a long list"),
    pytest.param("", ["type", "school"], id="nothing"),
    pytest.param("\ufeff{}", ["type", "school"], id="a byte order mark"),
]


@pytest.mark.parametrize(("body", "where"), MALFORMED)
def test_a_malformed_body_is_answered_with_its_faults(program, body, where):
    answer = send(program, body)

    assert answer.status_code == 400
    assert paths(answer) == where


def test_a_body_beyond_the_limit_is_too_large(program):
    answer = send(program, json.dumps({"type": "region", "name": "x" * 5 * 1024 * 1024}))

    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=latin-1"],
)
def test_another_content_type_is_not_read(program, content_type):
    answer = send(program, b'{"type": "region", "facts": {}}', content_type=content_type)

    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"


def test_every_fault_of_a_body_is_told_at_once(program):
    body = {
        "type": "ihtisas",
        "as_of": "2026-02-31",
        "policy": {"growth_margin": -1, "stars": 2},
        "facts": {
            "students": "420",
            "classroom_places": 1.5,
            "addable_places": -1,
            "institution": {"kind": "lise", "attached_to_gd": "true"},
            "fields": [{"code": "04", "stars": 4}, {"code": "04", "students": True}, 7],
            "clusters": [{"fields": "04"}],
            "boarding_need": {"girls": -1},
            "dormitories": [{"places": 5, "occupied": 6, "for": "both"}],
            "site": {"kind": "campus", "suited_fields": [4]},
            "protocols": [{"starts_on": "2026-02-01", "ends_on": "2026-01-31", "stakeholders": 0.5}],
            "standards": [{"code": "a", "kind": "count", "value": 0.5, "met_by": "kimse"}, {"code": "a"}],
        },
    }

    found = paths(send(program, json.dumps(body)))

    assert found == [
        "type",
        "as_of",
        "policy.growth_margin",
        "policy.stars",
        "facts.institution.kind",
        "facts.institution.attached_to_gd",
        "facts.students",
        "facts.classroom_places",
        "facts.addable_places",
        "facts.fields[0].stars",
        "facts.fields[1].students",
        "facts.fields[2]",
        "facts.fields[1].code",
        "facts.clusters[0].fields",
        "facts.boarding_need.girls",
        "facts.dormitories[0].occupied",
        "facts.dormitories[0].for",
        "facts.site.kind",
        "facts.site.suited_fields[0]",
        "facts.protocols[0].ends_on",
        "facts.protocols[0].stakeholders",
        "facts.standards[0].value",
        "facts.standards[0].met_by",
        "facts.standards[1].code",
    ]


def test_faults_of_school_and_facts_are_told_beside_each_other(program):
    body = {"type": "bölge", "school": "999999", "facts": {"students": -1}}

    assert paths(send(program, json.dumps(body))) == ["type", "facts", "facts.students", "school"]


@pytest.mark.parametrize("code", ["12345", "abcdef", "11226%00", "%D9%A1%D9%A1%D9%A2%D9%A2%D9%A6%D9%A7", "1122670"])
def test_operating_rules_of_what_is_no_code(program, code):
    answer = program.get(f"/schools/{code}/operating-rules/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_another_method_is_not_served(program, method):
    answer = getattr(program.http, method)(CHECKS, headers={"Authorization": f"Bearer {program.token}"})

    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"


def test_an_address_that_is_not_served_is_a_problem(program):
    answer = program.get("/uygunluk/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_a_forgotten_slash_keeps_method_and_body(program):
    answer = send(program, '{"type": "region", "facts": {}}', path=CHECKS.rstrip("/"))

    assert (answer.status_code, answer["Location"]) == (308, CHECKS)


@pytest.mark.parametrize(
    ("path", "content_type"), [(CHECKS, "application/problem+json"), ("/okullar/", "text/html; charset=utf-8")]
)
def test_an_unexpected_error_is_told_in_the_callers_form(path, content_type):
    handler = get_resolver().resolve_error_handler(500)

    answer = handler(RequestFactory().get(path))

    assert (answer.status_code, answer["Content-Type"]) == (500, content_type)
