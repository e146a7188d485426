"""The score: exact, monotone, between 0 and 100, and never from a missing value."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from transfers.rules.scoring import Component, Criteria, faults_of, missing, score, tie_values

NINE = Component("grade_9", "9. sınıf", Decimal(100), Decimal(1), 2)
TEN = Component("grade_10", "10. sınıf", Decimal(100), Decimal(3), 1)
CRITERIA = Criteria((NINE, TEN))


@pytest.mark.parametrize(
    ("nine", "ten", "expected"),
    [
        ("80", "90", "87.50"),
        ("0", "0", "0.00"),
        ("100", "100", "100.00"),
        ("70.02", "0", "17.51"),
        ("70.01", "0", "17.50"),
    ],
)
def test_a_score_is_the_weighted_share_rounded_half_up(nine, ten, expected):
    assert str(score(CRITERIA, {"grade_9": Decimal(nine), "grade_10": Decimal(ten)})) == expected


def test_a_missing_value_is_not_zero():
    values = {"grade_9": Decimal(80)}

    assert score(CRITERIA, values) is None
    assert missing(CRITERIA, values) == [TEN]


def test_ties_are_looked_at_in_their_order():
    assert tie_values(CRITERIA, {"grade_9": Decimal(80), "grade_10": Decimal(90)}) == (Decimal(90), Decimal(80))


number = st.decimals(0, 100, places=3)
component = st.builds(
    Component, st.uuids().map(str), st.just("x"), st.decimals(1, 500, places=2), st.decimals("0.001", 10, places=3)
)


@given(st.lists(component, min_size=1, max_size=5), st.data(), st.integers(0, 6))
def test_scores_lie_between_0_and_100_and_never_fall_when_a_value_rises(components, data, decimals):
    criteria = Criteria(tuple(components), decimals)
    values = {one.key: data.draw(st.decimals(0, one.maximum, places=2)) for one in components}
    before = score(criteria, values)
    raised = data.draw(st.sampled_from(components))

    assert 0 <= before <= 100
    assert score(criteria, values | {raised.key: raised.maximum}) >= before
    assert score(criteria, {one.key: one.maximum for one in components}) == 100


@pytest.mark.parametrize(
    ("components", "word"),
    [
        ([], "En az bir"),
        ([Component("a", "a", Decimal(1), Decimal(0))], "ağırlıkları"),
        ([Component("a", "a", Decimal(1), Decimal(1), 2)], "Eşitlik"),
        ([Component("a", "a", Decimal(1), Decimal(1), 1), Component("b", "b", Decimal(1), Decimal(1), 1)], "Eşitlik"),
    ],
)
def test_what_makes_no_criteria_is_said(components, word):
    assert any(word in sentence for sentence in faults_of(components))
    assert faults_of(CRITERIA.components) == []
