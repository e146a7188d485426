"""The draw of a control campaign: how many of each stratum, the same for everybody, whatever the order."""

from __future__ import annotations

import hashlib
import random
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from designations.rules.campaigns import Unit, digest_of, sample, strata_of, ticket, wanted_of

UNITS = st.lists(
    st.builds(
        Unit,
        type=st.sampled_from(["region", "specialised", "in_sector"]),
        province=st.integers(1, 3),
        code=st.sampled_from([str(100_000 + number) for number in range(40)]),
        recent=st.booleans(),
    ),
    max_size=40,
    unique_by=lambda unit: (unit.type, unit.code),
)
PERCENT = st.integers(1, 100)
SEED = st.integers(0, 2**32).map("{:032x}".format)


@pytest.mark.parametrize(
    ("size", "percent", "wanted"),
    [(0, 10, 0), (1, 1, 1), (10, 10, 1), (15, 10, 2), (14, 10, 1), (25, 10, 3), (24, 10, 2), (7, 100, 7), (200, 1, 2)],
)
def test_halves_are_rounded_up_and_one_is_the_least(size, percent, wanted):
    assert wanted_of(size, percent) == wanted


def test_the_lot_is_that_of_the_lottery_of_transfers():
    assert ticket("5eed", "112267") == hashlib.sha256(b"5eed:112267").hexdigest()


@given(UNITS, PERCENT, SEED)
def test_of_each_stratum_as_many_are_drawn_as_the_rule_says(units, percent, seed):
    drawn = sample(units, percent, seed)

    sizes, counts = Counter(unit.stratum for unit in units), Counter(unit.stratum for unit in drawn)
    assert counts == {stratum: wanted_of(size, percent) for stratum, size in sizes.items()}
    assert all(1 <= counts[stratum] <= size for stratum, size in sizes.items())
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(units)


@given(UNITS, PERCENT, SEED, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_changes_nothing(units, percent, seed, chance: random.Random):
    shuffled = list(units)
    chance.shuffle(shuffled)

    assert sample(shuffled, percent, seed) == sample(units, percent, seed)
    assert digest_of(shuffled) == digest_of(units)
    assert strata_of(shuffled, percent) == strata_of(units, percent)


@given(UNITS, PERCENT, SEED)
def test_who_was_drawn_lately_comes_after_all_others(units, percent, seed):
    drawn = set(sample(units, percent, seed))

    for unit in drawn:
        if unit.recent:
            fresh = {one for one in units if one.stratum == unit.stratum and not one.recent}
            assert fresh <= drawn


@given(UNITS, st.integers(1, 99), SEED)
def test_a_larger_share_draws_the_same_and_more(units, percent, seed):
    assert set(sample(units, percent, seed)) <= set(sample(units, percent + 1, seed))


@given(UNITS, PERCENT, SEED)
def test_the_sizes_shown_before_are_those_of_the_draw(units, percent, seed):
    drawn = sample(units, percent, seed)

    for stratum in strata_of(units, percent):
        here = [unit for unit in drawn if unit.stratum == (stratum.type, stratum.province)]
        assert (len(here), sum(unit.recent for unit in here)) == (stratum.wanted, stratum.again)


def test_another_seed_draws_others():
    units = [Unit("region", 6, str(100_000 + n)) for n in range(100)]
    draws = {frozenset(unit.code for unit in sample(units, 10, f"{seed:032x}")) for seed in range(20)}

    assert len(draws) == 20


def test_each_school_is_drawn_about_as_often_as_any_other():
    units = [Unit("region", 6, str(100_000 + n)) for n in range(10)]
    counts = Counter(unit.code for seed in range(1_000) for unit in sample(units, 20, f"{seed:032x}"))

    assert min(counts.values()) > 150  # 200 expected, 12.6 the standard deviation
    assert max(counts.values()) < 250


def test_the_digest_tells_a_changed_frame():
    one, other = [Unit("region", 6, "100001")], [Unit("region", 6, "100001", recent=True)]

    assert digest_of(one) == hashlib.sha256(b"region;6;100001;0").hexdigest()
    assert digest_of(one) != digest_of(other)
