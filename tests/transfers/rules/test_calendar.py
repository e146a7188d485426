"""The days of a round follow each other; what has gone by stays."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from transfers.rules.calendar import NAMES, faults_of, faults_of_change

FIRST = date(2027, 6, 1)


def days(*steps):
    return {name: FIRST + timedelta(days=step) for name, step in zip(NAMES, steps, strict=True)}


STEPS = st.tuples(*[st.integers(0, 9)] * 7)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(STEPS | STEPS.map(sorted))
def test_days_are_in_order_exactly_where_no_fault_is_found(steps):
    in_order = sorted(steps) == list(steps) and steps[2] > steps[1]

    assert (faults_of(days(*steps)) == {}) == in_order


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ((5, 4, 16, 18, 25, 32, 46), "applications_until"),
        ((0, 9, 9, 18, 25, 32, 46), "evaluation_until"),
        ((0, 9, 16, 15, 25, 32, 46), "results_on"),
        ((0, 9, 16, 18, 25, 32, 31), "waiting_until"),
    ],
)
def test_the_fault_stands_at_the_day_that_comes_too_early(steps, field):
    assert list(faults_of(days(*steps))) == [field]


def test_a_day_that_went_by_stays_and_none_goes_into_the_past():
    before = days(0, 9, 16, 18, 25, 32, 46)
    on = FIRST + timedelta(days=12)
    after = {
        **before,
        "applications_until": FIRST + timedelta(days=14),
        "evaluation_until": FIRST + timedelta(days=11),
    }

    assert set(faults_of_change(before, after, on)) == {"applications_until", "evaluation_until"}
    assert faults_of_change(before, {**before, "results_on": FIRST + timedelta(days=20)}, on) == {}
