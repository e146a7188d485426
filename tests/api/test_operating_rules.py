"""Operating rules and registration by day: before, during and after a designation, several at once, none at all."""

from datetime import date

import pytest

from designations.choices import DesignationStatus, Ending
from tests.factories import make_designation, make_school

pytestmark = pytest.mark.django_db
RULES = {
    "registration_grades",
    "registration_basis",
    "transfer_quota",
    "workplace_training_from_grade",
    "sponsor_schools",
    "stakeholder_expenses",
    "advisory_board",
}


def rules(program, school, on):
    body = program.get(f"/schools/{school.code}/operating-rules/", on=on).json()
    assert (body["school"], body["on"]) == (school.code, on)
    assert {rule["rule"] for rule in body["rules"]} == RULES
    return [item["type"] for item in body["designations"]], {rule["rule"]: rule["value"] for rule in body["rules"]}


def ended(designation, on, ending=Ending.SCHOOL_CLOSED, status=DesignationStatus.ENDED):
    type(designation).objects.filter(pk=designation.pk).update(
        ended_on=on, ending=ending, status=status, ending_note="Koşullar kalmadı."
    )


def test_rules_hold_from_the_first_day_to_the_day_before_the_end(program):
    designation = make_designation()
    ended(designation, date(2026, 11, 1))
    first = designation.starts_on.isoformat()

    assert rules(program, designation.school, first)[0] == ["region"]
    assert rules(program, designation.school, "2026-10-31")[1]["transfer_quota"] is True
    assert rules(program, designation.school, "2026-11-01") == rules(program, make_school(), "2026-11-01")


def test_rules_do_not_hold_before_the_first_day(program):
    designation = make_designation()
    day_before = date.fromordinal(designation.starts_on.toordinal() - 1)

    types, found = rules(program, designation.school, day_before.isoformat())

    assert (types, found["transfer_quota"]) == ([], False)


def test_a_designation_entered_in_error_never_held(program):
    designation = make_designation()
    ended(designation, date(2026, 11, 1), Ending.ENTERED_IN_ERROR)

    assert rules(program, designation.school, "2026-10-15")[0] == []


def test_a_school_without_a_designation_is_answered(program):
    types, found = rules(program, make_school(), "2026-10-01")

    assert types == []
    assert found == {
        "registration_grades": [9, 10, 11, 12],
        "registration_basis": "general_regulation",
        "transfer_quota": False,
        "workplace_training_from_grade": None,
        "sponsor_schools": False,
        "stakeholder_expenses": [],
        "advisory_board": False,
    }


@pytest.mark.parametrize("on", ["", "2026-02-31", "01.10.2026", "2026-W40-1", "20261001", "yarın", "2026-10-01T00:00"])
def test_a_malformed_day_is_named(program, on):
    answer = program.get(f"/schools/{make_school().code}/operating-rules/", on=on)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == ["on"]


@pytest.mark.parametrize("grade", [None, 0, 8, 13, -9, 9.5, "9", "dokuz", True, [9], {"grade": 9}])
def test_a_grade_that_is_none_of_the_four_is_named(program, grade):
    body = {"school": make_school().code, "grade": grade, "on": "2026-10-01"}

    answer = program.post("/registration-checks/", body)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == ["grade"]


def test_registration_faults_are_told_together(program):
    answer = program.post("/registration-checks/", {"school": 112267, "grade": "9", "on": "2026-02-31"})

    assert [fault["path"] for fault in answer.json()["faults"]] == ["school", "grade", "on"]


def test_registration_without_a_day_is_of_today(program):
    body = program.post("/registration-checks/", {"school": make_school().code, "grade": 9}).json()

    assert body["allowed"] is True
    assert body["reason"].startswith("Okulun bu gün yürürlükte bir belirlemesi yok")


def test_an_unknown_school_is_a_fault_beside_the_others(program):
    answer = program.post("/registration-checks/", {"school": "999999", "grade": 13})

    assert {fault["path"] for fault in answer.json()["faults"]} == {"school", "grade"}


@pytest.mark.parametrize(("on", "allowed"), [("2026-08-31", True), ("2026-09-01", False), ("2026-10-01", False)])
def test_a_closed_school_registers_nobody(program, on, allowed):
    school = make_school(closed_on=date(2026, 9, 1))

    body = program.post("/registration-checks/", {"school": school.code, "grade": 11, "on": on}).json()

    assert body["allowed"] is allowed
    assert ("01.09.2026 günü kapandı" in body["reason"]) is not allowed
