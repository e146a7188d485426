"""Working days: weekends, the law's holidays, the administration's days off; counted as one would by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, strategies as st

from tests.factories import make_day_off
from workflow.models import DayOff
from workflow.working_days import WorkingDays, public_holidays

DAYS = st.dates(date(2022, 1, 1), date(2032, 12, 31))
PLAIN = WorkingDays()


def by_hand(days: WorkingDays, since: date, until: date) -> int:
    """Day by day, as the slow and obvious way would."""
    count = 0
    while since < until:
        since += timedelta(days=1)
        closed = since.weekday() >= 5 or since in public_holidays(since.year) or since in days.days_off
        count += not closed
    return count


@given(DAYS, DAYS, st.frozensets(DAYS, max_size=30))
def test_counting_equals_counting_day_by_day(since, until, off):
    days = WorkingDays(off)

    assert days.between(since, until) == by_hand(days, since, until)


@given(DAYS, DAYS, DAYS, st.frozensets(DAYS, max_size=10))
def test_a_span_is_the_sum_of_its_parts(first, second, third, off):
    a, b, c = sorted([first, second, third])
    days = WorkingDays(off)

    assert days.between(a, b) + days.between(b, c) == days.between(a, c)


@given(DAYS, st.integers(0, 60), st.frozensets(DAYS, max_size=10))
def test_the_day_after_so_many_working_days_is_so_many_working_days_away(day, count, off):
    days = WorkingDays(off)
    then = days.after(day, count)

    assert days.between(day, then) == count
    assert count == 0 or days.has(then)


@pytest.mark.parametrize(
    ("since", "until", "count", "why"),
    [
        (date(2026, 10, 26), date(2026, 10, 30), 3, "29 Ekim is a holiday"),
        (date(2026, 10, 27), date(2026, 10, 28), 1, "only the afternoon of 28 Ekim is off"),
        (date(2026, 10, 30), date(2026, 11, 2), 1, "a weekend between"),
        (date(2026, 3, 18), date(2026, 3, 23), 2, "Arife counts, Ramazan Bayramı does not"),
        (date(2026, 5, 25), date(2026, 6, 1), 2, "Arife counts, Kurban Bayramı does not"),
        (date(2026, 12, 31), date(2027, 1, 4), 1, "Yılbaşı, then a weekend"),
        (date(2026, 10, 26), date(2026, 10, 26), 0, "the same day"),
        (date(2026, 10, 26), date(2026, 10, 1), 0, "backwards"),
    ],
)
def test_the_holidays_of_the_law(since, until, count, why):
    assert PLAIN.between(since, until) == count, why


@pytest.mark.django_db
def test_a_day_off_of_the_administration_stops_the_clock():
    make_day_off(date(2026, 5, 25))
    make_day_off(date(2026, 5, 30))  # a Saturday in the Bayram: nothing is counted twice

    days = DayOff.objects.calendar()

    assert days.between(date(2026, 5, 22), date(2026, 6, 1)) == PLAIN.between(date(2026, 5, 22), date(2026, 6, 1)) - 1


@pytest.mark.django_db
def test_a_day_off_says_where_it_comes_from():
    with pytest.raises(IntegrityError, match="dayoff_has_a_source"), transaction.atomic():
        make_day_off(date(2026, 5, 25), source="")
