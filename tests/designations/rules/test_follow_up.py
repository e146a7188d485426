"""The yearly follow-up of a specialised school: what is recorded counts, what is not is unknown."""

from datetime import date

import pytest

from designations.rules import FOLLOW_UP
from designations.rules.follow_up import FollowUp, Workshop, school_year_of
from legislation.rules import Outcome

TODAY = date(2026, 10, 1)
TAUGHT = frozenset({"04", "11"})
SHARED, ALONE = Workshop("Ortak atölye", TAUGHT), Workshop("Kaynak atölyesi", frozenset({"04"}))


def finding(provision: str, **known):
    found = FOLLOW_UP.examine(FollowUp(TAUGHT, **known), None, on=TODAY)
    return next(finding for finding in found if finding.provision == provision)


@pytest.mark.provision("okul/5/3")
@pytest.mark.parametrize(
    ("workshops", "outcome"),
    [
        ((), Outcome.UNKNOWN),
        ((SHARED,), Outcome.MET),
        ((SHARED, ALONE), Outcome.UNMET),
        ((SHARED, Workshop("Boş", frozenset())), Outcome.UNKNOWN),
        # A room of a field that the school no longer teaches is nobody's, not one field's alone.
        ((Workshop("Eski alan", frozenset({"99"})),), Outcome.MET),
    ],
)
def test_workshops_are_shared_by_the_fields_taught(workshops, outcome):
    assert finding("okul/5/3", workshops=workshops).outcome == outcome


@pytest.mark.provision("okul/5/3")
def test_unshared_workshops_are_named():
    assert finding("okul/5/3", workshops=(SHARED, ALONE)).reason == "Tek alana ayrılmış: Kaynak atölyesi."


@pytest.mark.provision("okul/5/4", "okul/5/5", "okul/5/6")
@pytest.mark.parametrize(
    ("provision", "key"), [("okul/5/4", "works"), ("okul/5/5", "affiliations"), ("okul/5/6", "held")]
)
def test_a_duty_without_a_record_is_unknown_and_with_one_is_met(provision, key):
    assert finding(provision).outcome == Outcome.UNKNOWN
    assert finding(provision, **{key: ("Bir kayıt",)}).outcome == Outcome.MET


@pytest.mark.provision("okul/5/6")
def test_training_that_only_waits_is_not_yet_known():
    waiting = finding("okul/5/6", waiting=("CNC kursu",))

    assert waiting.outcome == Outcome.UNKNOWN
    assert waiting.reason == "Henüz yapılmadı: CNC kursu."


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_school_years_begin_in_september(day, year):
    assert school_year_of(day) == year
