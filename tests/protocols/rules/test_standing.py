"""How a protocol stands on a day: by its days alone, in the order of a life."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from protocols.rules.standing import ENDING, EXPIRING, IN_FORCE, OVER, UPCOMING, standing

START, END = date(2026, 2, 1), date(2029, 1, 31)
DAYS = {"starts_on": START, "ends_on": END, "expiring": 90}


@pytest.mark.parametrize(
    ("on", "more", "expected"),
    [
        (START - timedelta(1), {}, UPCOMING),
        (START, {}, IN_FORCE),
        (END - timedelta(91), {}, IN_FORCE),
        (END - timedelta(90), {}, EXPIRING),
        (END, {}, EXPIRING),
        (END + timedelta(1), {}, OVER),
        (date(2027, 1, 1), {"ended_on": date(2027, 1, 2)}, ENDING),
        (date(2027, 1, 2), {"ended_on": date(2027, 1, 2)}, OVER),
        (START - timedelta(1), {"ended_on": START}, UPCOMING),
        (date(2099, 1, 1), {"ends_on": None}, IN_FORCE),
    ],
)
def test_a_day_tells_how_it_stands(on, more, expected):
    assert standing(on, **(DAYS | more)) == expected


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.none() | st.dates(START, END), st.integers(0, 400))
def test_it_never_comes_back(on, ended_on, expiring):
    order = [UPCOMING, IN_FORCE, EXPIRING, ENDING, OVER]

    def stands(day):
        return order.index(standing(day, starts_on=START, ends_on=END, ended_on=ended_on, expiring=expiring))

    assert stands(on) <= stands(on + timedelta(1))
