"""The clocks of the sides: each runs only while its side has the file."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from workflow.clocks import Handover, read_clock
from workflow.working_days import WorkingDays

DAYS = WorkingDays()
MONDAY = date(2026, 11, 2)


def handed(*steps: tuple[int, str]) -> list[Handover]:
    return [Handover(MONDAY + timedelta(days=number), side) for number, side in steps]


def test_a_sides_clock_stands_still_while_the_other_has_the_file():
    clock = read_clock(
        handed((0, "province"), (1, "ministry"), (4, "province"), (8, "ministry")),
        until=MONDAY + timedelta(days=9),
        days=DAYS,
    )

    assert clock is not None
    assert clock.held == {"province": 1 + 2, "ministry": 3 + 1}
    assert (clock.side, clock.since) == ("ministry", MONDAY + timedelta(days=8))


def test_a_handover_within_one_side_does_not_start_it_anew():
    clock = read_clock(handed((0, "ministry"), (2, "ministry")), until=MONDAY + timedelta(days=4), days=DAYS)

    assert clock is not None
    assert (clock.held, clock.since) == ({"ministry": 4}, MONDAY)


def test_time_with_nobody_is_nobodys():
    clock = read_clock(handed((0, "ministry"), (1, ""), (4, "province")), until=MONDAY + timedelta(days=4), days=DAYS)

    assert clock is not None
    assert clock.held == {"ministry": 1, "province": 0}


def test_nothing_known_is_not_no_time():
    assert read_clock([], until=MONDAY, days=DAYS) is None
    assert read_clock(handed((3, "ministry")), until=MONDAY, days=DAYS) is None


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["ministry", "province"])), min_size=1),
    st.integers(400, 500),
)
def test_the_sides_together_hold_it_all_the_time(steps, until):
    handovers = handed(*sorted(steps, key=lambda step: step[0]))
    end = MONDAY + timedelta(days=until)

    clock = read_clock(handovers, until=end, days=DAYS)

    assert clock is not None
    assert sum(clock.held.values()) == DAYS.between(handovers[0].day, end)
