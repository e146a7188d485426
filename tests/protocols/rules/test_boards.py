"""Working rules of advisory boards: quorum by seats, and the day by which a board must meet; held by properties."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from protocols.rules.boards import (
    Kind,
    Member,
    Quorum,
    Rules,
    count,
    fault_of_votes,
    last_day_to_invite,
    next_due,
    rules_on,
)
from protocols.rules.calendar import months_later

pytestmark = pytest.mark.provision("okul/8/9")
MAJORITY = Quorum(Kind.MAJORITY)
DAYS = st.dates(date(2024, 2, 15), date(2034, 12, 31))
SHARES = st.tuples(st.integers(1, 99), st.integers(1, 99)).filter(lambda pair: pair[0] <= pair[1])


def rules(holds_from, every, gone_from=None, quorum=MAJORITY):
    return Rules(1, holds_from, every, quorum, gone_from)


@st.composite
def versions(draw, *, gone=False):
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=5)))
    found = [rules(day, draw(st.integers(1, 24))) for day in days]
    if gone:
        found = [
            rules(one.holds_from, one.every_months, draw(st.none() | st.dates(one.holds_from, date(2035, 1, 1))))
            for one in found
        ]
    return found


@pytest.mark.parametrize(
    ("quorum", "seats", "needed"),
    [
        (Quorum(Kind.COUNT, 4), 7, 4),
        (Quorum(Kind.COUNT, 4), 3, 4),
        (MAJORITY, 6, 4),
        (MAJORITY, 7, 4),
        (MAJORITY, 1, 1),
        (MAJORITY, 0, 1),
        (Quorum(Kind.SHARE, 0, 2, 3), 9, 6),
        (Quorum(Kind.SHARE, 0, 2, 3), 10, 7),
        (Quorum(Kind.SHARE, 0, 1, 2), 6, 3),
        (Quorum(Kind.SHARE, 0, 1, 10), 0, 1),
        (Quorum(Kind.SHARE, 0, 1, 1), 5, 5),
    ],
)
def test_how_many_must_come(quorum, seats, needed):
    assert quorum.needed(seats) == needed


@given(SHARES, st.integers(1, 400))
def test_a_share_is_never_rounded_in_favour_of_the_quorum(share, seats):
    needed = Quorum(Kind.SHARE, 0, *share).needed(seats)

    assert Fraction(needed, seats) >= Fraction(*share)
    assert needed == 1 or Fraction(needed - 1, seats) < Fraction(*share)


@given(st.integers(0, 400))
def test_a_majority_is_more_than_half_and_one_less_is_not(seats):
    needed = MAJORITY.needed(seats)

    assert 2 * needed > seats
    assert 2 * (needed - 1) <= seats


def test_a_member_and_its_substitute_are_one_seat():
    members = [Member(1), Member(2), Member(3), Member(4, stands_in_for=1), Member(5, stands_in_for=1)]

    assert count(members, {1, 4, 5}, MAJORITY).present == 1
    found = count(members, {4, 2}, MAJORITY)
    assert (found.seats, found.present, found.needed, found.is_quorate) == (3, 2, 2, True)
    assert not count(members, {1, 4}, MAJORITY).is_quorate


def test_who_sits_in_the_place_of_nobody_fills_no_seat():
    assert count([Member(1), Member(7, stands_in_for=99)], {7}, MAJORITY).present == 0


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 60)), SHARES)
def test_never_more_come_than_there_are_seats_and_more_people_never_make_a_meeting_less_quorate(seats, came, share):
    members = [Member(key) for key in seats] + [Member(key + 100, stands_in_for=key) for key in seats]
    quorum = Quorum(Kind.SHARE, 0, *share)

    some, all_of_them = count(members, came, quorum), count(members, came | seats, quorum)

    assert some.present <= some.seats == len(seats)
    assert all_of_them.present == len(seats)
    assert all_of_them.is_quorate or not some.is_quorate


def test_the_rules_of_a_day_are_the_last_that_began_and_unknown_once_their_clause_is_gone():
    first, second = rules(date(2026, 2, 1), 3), rules(date(2026, 9, 1), 1, gone_from=date(2027, 1, 1))

    assert rules_on([second, first], date(2026, 1, 31)) is None
    assert rules_on([second, first], date(2026, 8, 31)) == first
    assert rules_on([second, first], date(2026, 9, 1)) == second
    assert rules_on([second, first], date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("last", "found", "due"),
    [
        # Every three months from the forming, also over the end of a month.
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3)], date(2026, 6, 2)),
        (date(2026, 11, 30), [rules(date(2026, 2, 1), 3)], date(2027, 2, 28)),
        # A shorter interval from the summer on asks for no meeting before it held.
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 6), rules(date(2026, 8, 1), 1)], date(2026, 8, 1)),
        # A longer one gives more time.
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3), rules(date(2026, 5, 1), 6)], date(2026, 9, 2)),
        # A meeting that was due before the change stays due.
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3), rules(date(2026, 7, 1), 12)], date(2026, 6, 2)),
        # Not known: no rules yet, or the clause is gone by then.
        (date(2026, 1, 1), [rules(date(2026, 2, 1), 3)], None),
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3, gone_from=date(2026, 6, 1))], None),
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3, date(2026, 5, 1)), rules(date(2026, 5, 1), 1)], date(2026, 5, 1)),
        (date(2026, 3, 2), [rules(date(2026, 2, 1), 3, date(2026, 4, 1)), rules(date(2026, 5, 1), 1)], None),
        (date(2026, 3, 2), [], None),
    ],
)  # fmt: skip
def test_by_when_a_board_must_meet(last, found, due):
    assert next_due(last, found) == due


@given(DAYS, versions(gone=True))
def test_the_day_is_never_before_the_last_meeting(last, found):
    due = next_due(last, found)

    assert due is None or due > last


@given(DAYS, DAYS, versions())
def test_a_later_meeting_never_makes_the_next_one_due_earlier(one, other, found):
    one, other = sorted((one, other))
    assume(next_due(one, found) is not None)

    assert next_due(one, found) <= next_due(other, found)


@given(DAYS, versions())
def test_no_interval_is_longer_than_the_longest_that_held(last, found):
    due = next_due(last, found)
    assume(due is not None)

    longest = max(one.every_months for one in found)
    assert due <= max(months_later(last, longest), *(one.holds_from for one in found if one.holds_from <= due))


@given(DAYS, st.integers(1, 24), st.lists(DAYS, max_size=4))
def test_rules_that_begin_after_the_day_change_nothing(last, every, later):
    first = rules(date(2024, 1, 1), every)
    due = next_due(last, [first])

    assert next_due(last, [first, *(rules(max(day, due + timedelta(1)), 1) for day in later)]) == due


@pytest.mark.parametrize(
    ("votes", "attending", "fault"),
    [
        ((3, 0, 0), 3, ""),
        ((2, 2, 0), 4, ""),
        ((1, 0, 1), 3, ""),
        ((3, 1, 0), 3, "katılan üye sayısından (3)"),
        ((0, 0, 3), 3, "Kabul oyu olmayan"),
        ((1, 2, 0), 3, "Ret oyu kabul oyundan çoksa"),
        ((2, -1, 0), 3, "eksi olamaz"),
    ],
)
def test_votes_of_a_resolution(votes, attending, fault):
    found = fault_of_votes(*votes, attending)

    assert fault in found
    assert bool(found) == bool(fault)


def test_the_invitation_goes_out_days_before():
    assert last_day_to_invite(date(2026, 3, 3), 7) == date(2026, 2, 24)
