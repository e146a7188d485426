"""Merits as columns of whole numbers come to the same order as merits as decimals, however wide the numbers are."""

from decimal import Decimal

import numpy as np
from hypothesis import example, given, strategies as st

from transfers.placement.market import priorities, priorities_of_columns

LOWEST, HIGHEST = -(2**63), 2**63 - 1
NUMBERS = st.one_of(st.integers(0, 3), st.integers(0, 100_000_000), st.integers(LOWEST, HIGHEST))
MERITS = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[NUMBERS] * width), min_size=1, max_size=30))


@given(MERITS)
@example([(LOWEST,), (HIGHEST,), (0,)])
@example([(LOWEST, HIGHEST, 1), (LOWEST, HIGHEST, 2), (HIGHEST, LOWEST, 0)])
def test_columns_and_decimals_come_to_the_same_order(merits):
    found = priorities_of_columns([np.array(column, np.int64) for column in zip(*merits, strict=True)])

    of_decimals = priorities([tuple(map(Decimal, merit)) for merit in merits])
    assert np.unique(found, return_inverse=True)[1].tolist() == of_decimals.tolist()
