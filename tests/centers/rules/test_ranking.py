"""The ranked list: exact totals, the order of the law before the points, ties that are stated."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from centers.rules.ranking import Group, Measure, Scored, ranked, reason_of, rounded, total_of

MEASURES = [Measure(1, 60, 100), Measure(2, 40, 20)]


def scored(key, first, second, group=Group.OWN_FIELD):
    return Scored(key, group, {1: [Decimal(one) for one in first], 2: [Decimal(one) for one in second]})


@pytest.mark.provision("smm/10/3")
def test_a_total_is_the_weighted_mean_of_the_members():
    assert total_of(scored(1, [80, 90, 70, 80], [15, 15, 15, 15]), MEASURES) == Decimal("78.00")
    assert total_of(scored(1, [100] * 4, [20] * 4), MEASURES) == Decimal("100.00")
    assert total_of(scored(1, [0] * 4, [0] * 4), MEASURES) == Decimal("0.00")


def test_totals_are_rounded_half_up_once_at_the_end():
    assert rounded(Fraction(1, 200)) == Decimal("0.01")
    assert rounded(Fraction(1, 3)) == Decimal("0.33")
    assert rounded(Fraction(2, 3)) == Decimal("0.67")
    assert total_of(scored(1, ["33.33"] * 4, ["6.67"] * 4), MEASURES) == Decimal("33.34")


@pytest.mark.provision("smm/6/2", "smm/7/2", "smm/4/5")
def test_whom_the_law_prefers_comes_first_whatever_the_points():
    people = [
        scored(1, [100] * 4, [20] * 4, Group.OTHER),
        scored(2, [10] * 4, [2] * 4, Group.WORKSHOP),
        scored(3, [50] * 4, [10] * 4, Group.WORKSHOP),
    ]

    assert [(one.key, one.rank) for one in ranked(people, MEASURES)] == [(3, 1), (2, 2), (1, 3)]


@pytest.mark.provision("smm/10/3")
def test_equals_share_a_rank_and_are_named():
    people = [scored(7, [80] * 4, [10] * 4), scored(8, [80] * 4, [10] * 4), scored(9, [10] * 4, [1] * 4)]
    listed = ranked(people, MEASURES)

    assert [(one.key, one.rank, one.equals) for one in listed] == [(7, 1, (8,)), (8, 1, (7,)), (9, 3, ())]
    assert "8 no.lu başvuruyla eşittir" in reason_of(listed[0], paragraph="SMM Yönergesi m. 7/2")
    assert reason_of(listed[2], paragraph="x") == "Bütün şartları taşıyor. Puanı 8,00."


def test_the_reason_names_the_paragraph_that_lets_somebody_in():
    (one,) = ranked([scored(1, [50] * 4, [10] * 4, Group.WORKSHOP)], MEASURES)

    assert "öncelikle (SMM Yönergesi m. 6/2)" in reason_of(one, paragraph="SMM Yönergesi m. 6/2")


points = st.lists(st.decimals(0, 20, places=2), min_size=4, max_size=4)
people = st.lists(st.tuples(points, points, st.sampled_from(list(Group))), max_size=7)


@given(people)
@pytest.mark.provision("smm/10/3")
def test_the_list_is_in_order_and_nobody_is_lost(drawn):
    candidates = [scored(key, first, second, group) for key, (first, second, group) in enumerate(drawn)]
    listed = ranked(candidates, MEASURES)

    assert sorted(one.key for one in listed) == list(range(len(drawn)))
    places = [(one.group, -one.total) for one in listed]
    assert places == sorted(places)
    for place, one in enumerate(listed, start=1):
        assert one.rank <= place
        assert one.rank == 1 + sum((other.group, -other.total) < (one.group, -one.total) for other in listed)
        assert 0 <= one.total <= 100
