"""The transfer check and the criteria behind it, as outside programs call them."""

import copy

import pytest

from schools.models import RegistrationArea
from tests.api.conftest import Program
from tests.factories import make_designation, make_region_ready, make_school
from tests.factories.transfers import make_criteria, make_criteria_draft
from transfers.api.checks import ASKED

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
PATH = "/transfer-checks/"


@pytest.fixture
def schools():
    """A region school, and a school of another registration area."""
    target, own = make_school(code="900002"), make_school(code="900001")
    for school, name in ((target, "Birinci"), (own, "İkinci")):
        school.registration_area = RegistrationArea.objects.create(province=school.province, name=name)
        school.save()
    make_designation(school=make_region_ready(target))
    make_criteria()
    return target, own


def changed(**values):
    body = copy.deepcopy(ASKED)
    body["applicant"].update(values)
    return body


def test_an_applicant_is_checked_and_scored(program, schools):
    answer = program.post(PATH, ASKED).json()

    assert (answer["verdict"], answer["score"], answer["ties"]) == ("eligible", 87.1, [90, 84.2])
    assert {finding["provision"] for finding in answer["findings"]} == {"okul/8/2"}


def test_what_is_missing_leaves_it_open(program, schools):
    answer = program.post(PATH, {"school": "900002", "applicant": {}, "on": "2027-06-15"}).json()

    assert (answer["verdict"], answer["score"]) == ("undetermined", None)


def test_a_school_without_quota_is_refused_with_the_provision(program, schools):
    answer = program.post(PATH, {**changed(school="900002"), "school": "900001"}).json()

    first = answer["findings"][0]
    assert (answer["verdict"], first["outcome"], first["provision"]) == ("not_eligible", "unmet", "okul/8/2")


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ([], [""]),
        ({}, ["school", "applicant"]),
        (changed(school="1"), ["applicant.school"]),
        (changed(school="999999"), ["applicant.school"]),
        ({**ASKED, "school": "999999"}, ["school"]),
        ({**ASKED, "on": "2024-02-14"}, ["on"]),
        ({**ASKED, "on": 5}, ["on"]),
        (changed(completed_grade=13), ["applicant.completed_grade"]),
        (changed(completed_grade=9.5), ["applicant.completed_grade"]),
        (changed(values={"grade_8": 5}), ["applicant.values.grade_8"]),
        (changed(values={"grade_9": -5}), ["applicant.values.grade_9"]),
        (changed(values={"grade_9": "85"}), ["applicant.values.grade_9"]),
        (changed(has_penalty="no", school_kind="lise"), ["applicant.school_kind", "applicant.has_penalty"]),
    ],
)
def test_every_fault_is_named_by_its_path(program, schools, body, paths):
    answer = program.post(PATH, body)

    assert answer.status_code == 400
    assert sorted(fault["path"] for fault in answer.json()["faults"]) == sorted(paths)


def test_a_program_of_one_province_asks_for_its_own_schools_only(schools):
    answer = Program(province=34).post(PATH, ASKED)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == ["school"]


def test_programs_read_what_is_published_and_not_drafts(program):
    published = make_criteria()
    make_criteria_draft(name="Taslak")

    [one] = program.get("/transfer-criteria/").json()["results"]

    assert (one["id"], one["most_preferences"]) == (published.pk, 5)
    assert [component["key"] for component in one["components"]] == ["grade_9", "grade_10"]
    detail = program.get(f"/transfer-criteria/{published.pk}/")
    assert detail.json()["components"] == one["components"]
