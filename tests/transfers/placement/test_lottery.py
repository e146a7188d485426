"""The lottery is drawn as it is published: by hand with any tool that computes SHA-256."""

import numpy as np
from hypothesis import given, strategies as st

from transfers.placement import draw, hexadecimal
from transfers.placement.lottery import order_of


def test_a_lot_is_the_hash_of_seed_and_student():
    # printf '2026:ı1' | sha256sum
    assert hexadecimal("2026", "ı1") == "d731b70bcc6803b4df8f67934ee7ab2b5d8e98da559d12bf3c8efbf9f4c7931d"


@given(st.text(max_size=5), st.lists(st.text(max_size=6), unique=True, max_size=50))
def test_places_follow_the_lots(seed, students):
    ranks = draw(seed, students)

    assert [students[key] for key in ranks.argsort()] == sorted(students, key=lambda one: hexadecimal(seed, one))


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4), unique=True, max_size=30))
def test_lots_that_begin_alike_are_settled_by_what_follows(lots):
    words = np.array(lots, ">u8").reshape(-1, 4)

    assert [lots[key] for key in order_of(words)] == sorted(lots)
