"""Who may apply (okul/8/2): each condition met, unmet and unknown; what is law cannot be switched off."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from legislation.rules import Outcome, Verdict
from tests.transfers.rules.test_scoring import CRITERIA
from transfers.rules.applicants import APPLICATION, Applicant, Application, Target
from transfers.rules.scoring import Criteria

pytestmark = pytest.mark.provision("okul/8/2")
DAY = date(2027, 6, 15)
TARGET = Target("900002", frozenset({"region"}), "Ankara – 2", "04")
SCORES = {"grade_9": Decimal(80), "grade_10": Decimal(90)}
APPLICANT = Applicant("900001", "mtal", True, "Ankara – 1", "04", 10, False, SCORES)


def findings(applicant=APPLICANT, target=TARGET, criteria=CRITERIA):
    return APPLICATION.examine(Application(applicant, target), criteria, on=DAY)


def test_everything_is_met():
    assert findings().verdict is Verdict.ELIGIBLE


CASES = [
    (0, {}, {"designations": frozenset({"sector_integrated"})}, Outcome.MET),
    (0, {}, {"designations": frozenset({"in_sector", "specialised"})}, Outcome.UNMET),
    (0, {}, {"designations": frozenset()}, Outcome.UNMET),
    (0, {}, {"designations": None}, Outcome.UNKNOWN),
    (1, {"school_kind": "mesem"}, {}, Outcome.MET),
    (1, {"school_kind": "other"}, {}, Outcome.UNMET),
    (1, {"school": "900002"}, {}, Outcome.UNMET),
    (1, {"attached_to_gd": False}, {}, Outcome.UNMET),
    (1, {"attached_to_gd": None}, {}, Outcome.UNKNOWN),
    (1, {"school": None}, {}, Outcome.UNKNOWN),
    (2, {"registration_area": "Ankara – 2"}, {}, Outcome.UNMET),
    (2, {"registration_area": None}, {}, Outcome.UNKNOWN),
    (2, {}, {"registration_area": None}, Outcome.UNKNOWN),
    (3, {"completed_grade": 9}, {}, Outcome.UNMET),
    (3, {"completed_grade": 11}, {}, Outcome.UNMET),
    (3, {"completed_grade": None}, {}, Outcome.UNKNOWN),
    (4, {"field": "11"}, {}, Outcome.UNMET),
    (4, {"field": None}, {}, Outcome.UNKNOWN),
    (5, {"has_penalty": True}, {}, Outcome.UNMET),
    (5, {"has_penalty": None}, {}, Outcome.UNKNOWN),
    (6, {"values": {"grade_9": Decimal(1)}}, {}, Outcome.UNKNOWN),
]


@pytest.mark.parametrize(("place", "applicant", "target", "outcome"), CASES)
def test_one_condition_alone_changes(place, applicant, target, outcome):
    found = list(findings(replace(APPLICANT, **applicant), replace(TARGET, **target)))

    assert found.pop(place).outcome is outcome
    assert {finding.outcome for finding in found} == {Outcome.MET}


def test_the_administration_may_ask_less_but_not_of_the_law():
    lenient = replace(CRITERIA, same_field=False, clean_discipline=False)
    other = replace(APPLICANT, field="11", has_penalty=True)

    assert findings(other, criteria=lenient).verdict is Verdict.ELIGIBLE
    assert findings(replace(other, completed_grade=9), criteria=lenient).verdict is Verdict.NOT_ELIGIBLE


def test_without_criteria_in_force_the_score_is_unknown():
    found = list(findings(criteria=Criteria(())))

    assert found[-1].outcome is Outcome.UNKNOWN
    assert "yürürlükte nakil ölçütü yok" in found[-1].reason
