"""Days on which something recurring is due: month ends, leap years, and nothing twice."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from protocols.rules.calendar import MOST, days_due, months_later

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "every", "until", "expected"),
    [
        (date(2026, 1, 31), "month", date(2026, 4, 30), [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        (date(2028, 2, 29), "year", date(2030, 3, 1), [date(2028, 2, 29), date(2029, 2, 28), date(2030, 2, 28)]),
        (date(2026, 9, 15), "quarter", date(2027, 3, 15), [date(2026, 9, 15), date(2026, 12, 15), date(2027, 3, 15)]),
        (date(2026, 9, 15), "half", date(2027, 3, 14), [date(2026, 9, 15)]),
        (date(2026, 9, 15), "once", date(2027, 3, 14), [date(2026, 9, 15)]),
        (date(2026, 9, 15), "month", None, [date(2026, 9, 15)]),
        (date(2026, 9, 15), "once", date(2026, 9, 14), []),
    ],
)  # fmt: skip
def test_days(first, every, until, expected):
    assert days_due(first, every, until) == expected


@given(DAYS, st.sampled_from(["once", "month", "quarter", "half", "year"]), DAYS)
def test_days_rise_and_stay_within_the_term(first, every, until):
    days = days_due(first, every, until)

    assert days == sorted(set(days))
    assert all(first <= day <= until for day in days)
    assert (first in days) == (first <= until)


@given(DAYS, st.integers(0, 500))
def test_a_month_later_is_in_that_month_and_never_after_the_day(day, months):
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_the_calendar_ends_and_so_do_the_days():
    assert months_later(date(9999, 12, 1), 1) is None
    assert len(days_due(date(2000, 1, 1), "month", date(9999, 12, 31))) == MOST
