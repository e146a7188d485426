"""Seats and quorum: a seat counts once, the chair's or the deputy's seat must be filled."""

import pytest
from hypothesis import given, strategies as st

from transfers.rules.commissions import DEFAULT, LEADERS, Sits, count, faults_of, seats_of

MEMBERS = [Sits(1, "chair"), Sits(2, "deputy"), Sits(3, "member_1"), Sits(4, "member_2"), Sits(5, "member_1", True)]


def test_the_defaults_are_rules_themselves():
    labels = [seat.label for seat in DEFAULT.seats]

    assert faults_of(labels, DEFAULT.quorum) == {}
    assert [seat.code for seat in DEFAULT.seats] == ["chair", "deputy", "member_1", "member_2", "member_3"]
    assert DEFAULT.label_of("deputy") == "Başkan vekili"
    assert DEFAULT.label_of("member_9") == ""


@pytest.mark.parametrize(
    ("came", "present", "led_by", "quorate"),
    [
        ({1, 2, 3}, 3, 1, True),
        ({2, 3, 4}, 3, 2, True),
        ({1, 3}, 2, 1, False),
        ({1, 3, 5}, 2, 1, False),  # a member and its substitute fill one seat
        ({1, 2, 5}, 3, 1, True),  # the substitute fills it alone
        ({3, 4}, 2, None, False),
        (set(), 0, None, False),
    ],
)
def test_count(came, present, led_by, quorate):
    found = count(MEMBERS, came, needed=3)

    assert (found.seats, found.present, found.led_by, found.is_quorate) == (4, present, led_by, quorate)


def test_without_chair_and_deputy_nothing_is_decided_however_many_come():
    found = count([*MEMBERS, Sits(6, "member_3")], {3, 4, 6}, needed=3)

    assert (found.present, found.is_quorate) == (3, False)


@given(st.sets(st.sampled_from([1, 2, 3, 4, 5])), st.integers(2, 4))
def test_who_joins_takes_no_quorum_away(came, needed):
    before = count(MEMBERS, came, needed)

    for one in MEMBERS:
        after = count(MEMBERS, came | {one.key}, needed)
        assert after.present >= before.present
        assert after.is_quorate >= before.is_quorate
        assert after.present <= after.seats


@pytest.mark.parametrize(
    ("labels", "quorum", "fields"),
    [
        (["Başkan", "Vekil"], 2, {"seats"}),
        (["Başkan", "Vekil", " "], 2, {"seats"}),
        (["Başkan", "Vekil", "Üye", "Üye"], 3, {"seats"}),
        (["Başkan", "Vekil", "x" * 81], 2, {"seats"}),
        (["Başkan", "Vekil", "Üye"], 1, {"quorum"}),
        (["Başkan", "Vekil", "Üye"], 4, {"quorum"}),
        ([f"Üye {number}" for number in range(16)], 3, {"seats"}),
    ],
)
def test_faults_stand_at_their_field(labels, quorum, fields):
    assert set(faults_of(labels, quorum)) == fields


def test_the_first_two_seats_lead():
    assert tuple(seat.code for seat in seats_of(["A", "B", "C"]))[:2] == LEADERS
