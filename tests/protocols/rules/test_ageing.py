"""Ages of debts: each late day lies in one bucket, sums are kept, the last day of payment is a working day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from protocols.rules.ageing import BUCKETS, Debt, age, bucket_of, days_late, last_day_of_payment, together
from protocols.rules.stacks import stacks
from workflow.working_days import WorkingDays

pytestmark = pytest.mark.provision("okul/8/6")
ON = date(2026, 10, 1)
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
DEBTS = st.lists(
    st.builds(Debt, st.integers(1, 4), DAYS, st.decimals(0, 10_000, places=2), st.integers(1, 5)), max_size=30
)


@pytest.mark.parametrize(
    ("days", "key"),
    [(0, None), (-5, None), (1, "0-30"), (30, "0-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"),
     (91, "90-ustu"), (1000, "90-ustu")],
)  # fmt: skip
def test_the_edges_of_the_buckets(days, key):
    bucket = bucket_of(ON - timedelta(days), ON)

    assert (bucket.key if bucket else None) == key


@given(DAYS)
def test_every_late_day_lies_in_one_bucket_and_between_its_days(due_on):
    holding = [bucket for bucket in BUCKETS if bucket.holds(days_late(due_on, ON))]

    assert len(holding) == (due_on < ON)
    for bucket in BUCKETS:
        first, last = bucket.due_between(ON)
        assert ((first is None or first <= due_on) and due_on <= last) == (bucket in holding)


@given(DEBTS)
def test_nothing_is_lost_between_debts_and_ages(debts):
    late = [debt for debt in debts if debt.due_on < ON and debt.amount > 0]

    aged = age(debts, ON)

    assert sum(one.total for one in aged) == sum((debt.amount for debt in late), Decimal(0))
    assert sum(one.count for one in aged) == sum(debt.count for debt in late)
    assert [one.total for one in aged] == sorted((one.total for one in aged), reverse=True)
    assert {one.key: one.oldest for one in aged} == {
        key: min(debt.due_on for debt in late if debt.key == key) for key in {debt.key for debt in late}
    }
    amounts, counts = together(aged)
    assert (sum(amounts), sum(counts)) == (sum(one.total for one in aged), sum(one.count for one in aged))


def test_the_last_day_of_payment_gives_way_to_the_next_working_day():
    calendar = WorkingDays()

    assert last_day_of_payment(date(2026, 10, 1), 30, calendar.has) == date(2026, 11, 2)  # 31 October is a Saturday
    assert last_day_of_payment(date(2026, 9, 29), 30, calendar.has) == date(2026, 10, 30)  # the 29th is a holiday
    assert last_day_of_payment(date(2026, 10, 5), 30, calendar.has) == date(2026, 11, 4)


@given(st.lists(st.lists(st.decimals(0, 1000, places=2), min_size=3, max_size=3), min_size=1, max_size=8))
def test_pieces_lie_side_by_side_and_the_longest_bar_is_whole(rows):
    drawn = stacks([(str(number), values, "") for number, values in enumerate(rows)])

    for stack in drawn:
        ends = [piece.start + piece.length for piece in stack.pieces]
        starts = [piece.start for piece in stack.pieces]
        assert all(abs(start - end) < 0.05 for start, end in zip(starts[1:], ends, strict=False))
        assert all(end <= 100.05 for end in ends)
    if any(any(values) for values in rows):
        assert abs(max(sum(piece.length for piece in stack.pieces) for stack in drawn) - 100) < 0.05
