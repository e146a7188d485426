"""Beds that serve several schools: what is left for one, by hand and against trying every division."""

from itertools import product

import pytest
from hypothesis import given, strategies as st

from transfers.rules.beds import NOBODY_KNOWS, Beds, left_for, most_taken

pytestmark = pytest.mark.provision("okul/8/2")
A, B, C = 1, 2, 3


def beds(low, *serves, high=None, may_serve=None):
    return Beds(low, low if high is None else high, frozenset(serves), frozenset(may_serve or serves))


def test_a_dormitory_that_serves_two_schools_is_promised_once():
    shared = [beds(10, A, B)]

    assert left_for(A, {B: 7}, shared) == (3, 3)
    assert left_for(A, {B: 12}, shared) == (0, 0)
    assert left_for(A, {}, shared) == (10, 10)


def test_who_has_beds_of_its_own_is_thought_of_there():
    dormitories = [beds(10, A, B), beds(6, B)]

    assert left_for(A, {B: 6}, dormitories) == (10, 10)
    assert left_for(A, {B: 9}, dormitories) == (7, 7)


def test_who_has_taken_a_shared_bed_moves_over_to_another_one():
    chain = [beds(5, A, B), beds(5, B, C), beds(2, C)]

    assert left_for(A, {B: 5, C: 5}, chain) == (2, 2)
    assert left_for(A, {B: 5, C: 2}, chain) == (5, 5)


def test_what_is_not_known_is_possible_and_never_certain():
    assert left_for(A, {}, [beds(0, A, high=8), beds(4, B, may_serve=[A, B])]) == (0, 12)
    assert left_for(A, {}, [beds(3, A), Beds(0, NOBODY_KNOWS, frozenset(), frozenset([A]))]) == (3, None)
    assert left_for(A, {B: 2}, [beds(3, A, B), Beds(0, NOBODY_KNOWS, frozenset(), frozenset([B]))]) == (1, 3)


asks = st.fixed_dictionaries({key: st.integers(0, 4) for key in (A, B, C)})
stocks = st.lists(st.tuples(st.integers(0, 4), st.frozensets(st.sampled_from([A, B, C]))), max_size=3)


@given(asks, stocks)
def test_the_most_that_is_taken_is_what_the_tightest_group_of_schools_lets(asked, dormitories):
    """Against the other side of the question: the smallest bound that some choice of dormitories sets."""
    cuts = product([False, True], repeat=len(dormitories))
    least = min(
        sum(free for (free, _), full in zip(dormitories, cut, strict=True) if full)
        + sum(
            wanted
            for key, wanted in asked.items()
            if any(key in serves and not full for (_, serves), full in zip(dormitories, cut, strict=True))
        )
        for cut in cuts
    )

    assert most_taken(asked, dormitories) == least


@given(asks, stocks)
def test_what_is_left_can_be_taken_and_not_one_more(asked, dormitories):
    others = {B: asked[B], C: asked[C]}
    low, _ = left_for(A, others, [Beds(free, free, serves, serves) for free, serves in dormitories])
    before = most_taken(others, dormitories)

    assert most_taken({**others, A: low}, dormitories) == before + low
    assert most_taken({**others, A: low + 1}, dormitories) == before + low
