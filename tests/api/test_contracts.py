"""The fixed contracts, as outside programs call them."""

import copy

import pytest
from django.test import Client

from designations import acts
from designations.choices import DossierStatus
from designations.models import Dossier
from schools.models import Employment, EmploymentYear, FieldSector
from tests.api.conftest import Program
from tests.designations.standards import publish_empty_standards
from tests.factories import (
    TODAY,
    make_designation,
    make_dossier,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_site,
)

pytestmark = pytest.mark.django_db

DESCRIBED = {
    "type": "in_sector",
    "as_of": "2026-09-01",
    "policy": {"growth_margin": 0.1},
    "facts": {
        "institution": {"kind": "mtal", "attached_to_gd": True},
        "students": 420,
        "classroom_places": 450,
        "addable_places": 60,
        "fields": [
            {"code": "04", "students": 200, "workshop_places": 210, "stars": 2},
            {"code": "11", "students": 220, "workshop_places": None, "stars": None},
        ],
        "clusters": [{"name": "Üretim", "fields": ["04", "11", "23"]}],
        "boarding_need": {"girls": 40, "boys": 60},
        "dormitories": [
            {
                "own": False,
                "same_education_region": True,
                "transport": True,
                "for": "girls",
                "places": 100,
                "occupied": 55,
            }
        ],
        "site": {"kind": "factory", "suited_fields": ["04", "11"]},
        "protocols": [
            {
                "signed_on": "2026-01-10",
                "starts_on": "2026-02-01",
                "ends_on": "2029-02-01",
                "general_directorate_party": True,
                "stakeholders": 1,
                "ended_on": None,
            }
        ],
        "standards": [
            {
                "code": "library",
                "kind": "count",
                "minimum": 1,
                "value": 0,
                "sponsor_allowed": True,
                "enterprise_allowed": False,
                "met_by": "sponsor",
            }
        ],
    },
}


@pytest.mark.parametrize(
    ("kind", "verdict", "outcomes"),
    [
        pytest.param("in_sector", "eligible", ["met", "met", "met", "met"], id="in-sector"),
        pytest.param("sector_integrated", "eligible", ["met", "met", "met", "met"], id="integrated"),
        pytest.param("region", "not_eligible", ["met", "unmet", "unknown", "unknown"], id="region: no boys' places"),
        pytest.param("specialised", "undetermined", ["met", "met", "unknown", "unknown"], id="specialised"),
    ],
)
def test_a_described_school_is_checked(program, kind, verdict, outcomes):
    answer = program.post("/eligibility-checks/", {**DESCRIBED, "type": kind})

    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert (body["type"], body["as_of"], body["verdict"]) == (kind, "2026-09-01", verdict)
    assert [finding["outcome"] for finding in body["findings"]] == outcomes
    assert body["findings"][0]["provision"] == "okul/1/2"
    assert body["policy"]["growth_margin"] == 0.1
    assert all(
        {"provision", "outcome", "reason", "measured", "required", "evidence", "remedy"} <= set(finding)
        for finding in body["findings"]
    )


def test_a_registered_school_is_checked(program):
    make_policy(name="2026 değerleri")
    school = make_region_ready(make_school())

    body = program.post(
        "/eligibility-checks/", {"type": "region", "as_of": "2026-10-01", "school": school.code}
    ).json()

    assert body["verdict"] == "eligible"
    assert body["policy"]["version"] == "2026 değerleri"


def with_value(path, value):
    body = copy.deepcopy(DESCRIBED)
    place = body
    *parents, last = path
    for key in parents:
        place = place[key]
    place[last] = value
    return body


FAULTY = [
    (["type"], "bölge", "type"),
    (["type"], None, "type"),
    (["as_of"], "2026-02-31", "as_of"),
    (["as_of"], 20260901, "as_of"),
    (["as_of"], "2024-02-14", "as_of"),
    (["policy", "growth"], 0.1, "policy.growth"),
    (["policy", "growth_margin"], -0.1, "policy.growth_margin"),
    (["policy", "concentration_min_stars"], 4, "policy.concentration_min_stars"),
    (["policy"], [], "policy"),
    (["facts", "students"], -1, "facts.students"),
    (["facts", "students"], 4.5, "facts.students"),
    (["facts", "students"], True, "facts.students"),
    (["facts", "students"], "420", "facts.students"),
    (["facts", "fields", 0, "stars"], 4, "facts.fields[0].stars"),
    (["facts", "fields", 1, "code"], "04", "facts.fields[1].code"),
    (["facts", "fields"], {}, "facts.fields"),
    (["facts", "fields", 0], "04", "facts.fields[0]"),
    (["facts", "dormitories", 0, "occupied"], 101, "facts.dormitories[0].occupied"),
    (["facts", "dormitories", 0, "for"], "kız", "facts.dormitories[0].for"),
    (["facts", "protocols", 0, "ends_on"], "2026-01-31", "facts.protocols[0].ends_on"),
    (["facts", "protocols", 0, "signed_on"], "10.01.2026", "facts.protocols[0].signed_on"),
    (["facts", "site", "kind"], "campus", "facts.site.kind"),
    (["facts", "institution", "attached_to_gd"], "evet", "facts.institution.attached_to_gd"),
    (["facts", "standards", 0, "value"], 0.5, "facts.standards[0].value"),
    (["school"], "112267", "facts"),
    (["facts"], None, "school"),
    (["facts"], [], "facts"),
]


@pytest.mark.parametrize(("path", "value", "where"), FAULTY, ids=str)
def test_a_fault_is_named_by_its_path(program, path, value, where):
    answer = program.post("/eligibility-checks/", with_value(path, value))

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert where in [fault["path"] for fault in answer.json()["faults"]]
    assert all(fault["message"] for fault in answer.json()["faults"])


def test_all_faults_are_told_at_once(program):
    body = with_value(["facts", "students"], -1)
    body["facts"]["classroom_places"] = 1.5

    paths = [fault["path"] for fault in program.post("/eligibility-checks/", body).json()["faults"]]

    assert paths == ["facts.students", "facts.classroom_places"]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", '{"type": "region", "facts": {"students": NaN}}'])
def test_a_body_that_is_no_object_is_refused(program, body):
    answer = program.http.post(
        "/api/v1/eligibility-checks/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}"},
    )

    assert answer.status_code == 400
    assert answer.json()["faults"]


def test_an_unknown_school_is_a_fault_of_the_body(program):
    answer = program.post("/eligibility-checks/", {"type": "region", "school": "999999"})

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == ["school"]


def test_nothing_is_stored(program):
    program.post("/eligibility-checks/", DESCRIBED)

    assert not Dossier.objects.exists()


@pytest.mark.provision("okul/8/1", "okul/8/4", "okul/8/2")
def test_operating_rules_of_a_region_school(program):
    designation = make_designation()

    body = program.get(f"/schools/{designation.school.code}/operating-rules/", on="2026-10-01").json()

    assert (body["school"], body["on"]) == (designation.school.code, "2026-10-01")
    assert [item["type"] for item in body["designations"]] == ["region"]
    assert [(rule["rule"], rule["value"], rule["provision"]) for rule in body["rules"]] == [
        ("registration_grades", [9, 10, 11, 12], "okul/8/1"),
        ("registration_basis", "general_regulation", "okul/8/1"),
        ("transfer_quota", True, "okul/8/2"),
        ("workplace_training_from_grade", {"AMP": 11}, "okul/8/4"),
        ("sponsor_schools", False, "okul/8/5"),
        ("stakeholder_expenses", [], "okul/8/6"),
        ("advisory_board", False, "okul/8/9"),
    ]


def integrated_school():
    school = make_school()
    publish_empty_standards()
    make_site(school)
    make_protocol(school)
    return make_dossier(DossierStatus.APPROVED, school=school, type="sector_integrated").school


@pytest.mark.provision("okul/7/3", "okul/7/1")
def test_operating_rules_of_an_integrated_school(program):
    school = integrated_school()

    body = program.get(f"/schools/{school.code}/operating-rules/", on="2026-10-01").json()

    rules = {rule["rule"]: (rule["value"], rule["provision"]) for rule in body["rules"]}
    assert rules["registration_grades"] == ([11, 12], "okul/7/3")
    assert rules["registration_basis"] == ("protocol", "okul/8/3")
    assert rules["stakeholder_expenses"] == (["staff", "current", "consumables"], "okul/8/6")


@pytest.mark.provision("okul/7/3")
@pytest.mark.parametrize(("grade", "allowed"), [(9, False), (10, False), (11, True), (12, True)])
def test_registration_at_an_integrated_school(program, grade, allowed):
    school = integrated_school()

    body = program.post("/registration-checks/", {"school": school.code, "grade": grade, "on": "2026-10-01"}).json()

    assert body["allowed"] is allowed
    assert body["provision"] == ("okul/8/3" if allowed else "okul/7/3")
    assert body["reason"]


def test_registration_before_the_designation_is_free(program):
    school = integrated_school()

    body = program.post("/registration-checks/", {"school": school.code, "grade": 9, "on": "2026-09-30"}).json()

    assert body["allowed"] is True


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["school", "grade"]),
        ({"school": "12345", "grade": 9}, ["school"]),
        ({"school": "999999", "grade": 9}, ["school"]),
        ({"school": "999999", "grade": 8, "on": "2026-02-31"}, ["school", "grade", "on"]),
    ],
)
def test_registration_faults(program, body, paths):
    answer = program.post("/registration-checks/", body)

    assert answer.status_code == 400
    assert sorted({fault["path"] for fault in answer.json()["faults"]}) == sorted(paths)


def test_operating_rules_of_an_unknown_school_or_day(program):
    assert program.get("/schools/999999/operating-rules/").status_code == 404
    school = make_school()
    assert program.get(f"/schools/{school.code}/operating-rules/", on="2026-02-31").status_code == 400


def test_without_a_token_nothing_is_answered(db):
    answer = Client().post("/api/v1/eligibility-checks/", DESCRIBED, content_type="application/json")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_without_the_scope_is_refused(db):
    program = Program(scopes=["schools:read"])

    assert program.post("/eligibility-checks/", DESCRIBED).status_code == 403


def test_a_program_of_one_province_sees_no_other(db):
    program = Program(province=34)
    school = make_region_ready(make_school(province=6))
    dossier = make_dossier(school=school)

    assert program.get(f"/schools/{school.code}/operating-rules/").status_code == 404
    assert program.get(f"/dossiers/{dossier.pk}/").status_code == 404
    assert program.post("/eligibility-checks/", {"type": "region", "school": school.code}).status_code == 400
    assert program.get("/dossiers/").json()["results"] == []


def test_an_act_over_the_api_is_the_same_act(db):
    program = Program(province=6)
    dossier = make_dossier()
    for entry in ("institution", "fields", "boarding", "sector", "capacity", "rationale"):
        acts.save_section(dossier, entry, by=program.user, on=TODAY, text="x", is_done=True)

    answer = program.post(f"/dossiers/{dossier.pk}/acts/submit/", {"revision": dossier.revision})

    assert answer.status_code == 200
    assert answer.json()["status"] == "submitted"
    again = program.post(f"/dossiers/{dossier.pk}/acts/submit/", {})
    assert (again.status_code, again.json()["detail"]) == (409, "“Gönder” işlemi “Gönderildi” durumunda yapılamaz.")


@pytest.mark.parametrize("count", [1, 30])
def test_lists_need_the_same_number_of_queries(program, count, django_assert_num_queries):
    for _ in range(count):
        make_dossier(school=make_school(), ready=False)
    program.get("/dossiers/")  # plans the statements that each call asks

    with django_assert_num_queries(3):
        assert len(program.get("/dossiers/").json()["results"]) == count


def test_other_thresholds_ask_for_other_stars_of_a_registered_school(program):
    """Stars are stored under the policy in force; a check that changes their thresholds reckons them anew."""
    make_policy()
    school = make_region_ready(make_school())
    year = EmploymentYear.objects.get(is_current=True)
    nace = FieldSector.objects.get(is_primary=True).nace
    elsewhere = make_school(province=34).province
    Employment.objects.create(year=year, province=school.province, nace=nace, employees=1000)
    Employment.objects.create(year=year, province=elsewhere, nace="01", employees=9000)

    def outcome(**policy):
        body = {"type": "region", "as_of": "2026-10-01", "school": school.code, "policy": policy}
        findings = program.post("/eligibility-checks/", body).json()["findings"]
        return next(f["outcome"] for f in findings if f["provision"] == "okul/4/2/b")

    assert outcome() == "met"
    assert outcome(concentration_min_employment=1000) == "met"
    assert outcome(concentration_min_employment=1001) == "unmet"
    assert outcome(specialisation_min=20, concentration_min_stars=3) == "unmet"
