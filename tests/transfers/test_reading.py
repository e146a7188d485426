"""What a run reads: the database's tickets hold what Python would reckon, and whoever asks for nothing is not among the students."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from tests.factories.transfers import make_application, make_open_round
from transfers.models import Application
from transfers.placement import draw, hexadecimal
from transfers.placement.lottery import places_of
from transfers.stored.inputs import name_of, names_of
from transfers.stored.reading import input_of, place_among

KEYS = st.lists(st.integers(1, 10**6), unique=True, max_size=20)
NEAR = st.lists(st.integers(1, 40), unique=True, max_size=20)


def millionths(ticket):
    return [int.from_bytes(ticket[start : start + 8], "big", signed=True) for start in range(0, len(ticket), 8)]


@pytest.mark.django_db
@pytest.mark.provision("okul/8/2")
def test_a_ticket_follows_from_the_application_and_from_nothing_that_is_written_into_it():
    make_open_round()
    made = make_application()
    made.refresh_from_db()
    lot = hexadecimal(made.round.seed, name_of(made.pk))

    key, _, *merit = millionths(bytes(made.ticket))
    assert (key, bytes(made.ticket)[8:16].hex()) == (made.pk, lot[:16])
    assert merit == [int(float(number) * 1_000_000) for number in (made.score, *made.ties)]

    Application.objects.filter(pk=made.pk).update(ties=["7.5"], score=99)
    made.refresh_from_db()
    assert millionths(bytes(made.ticket))[2:] == [99_000_000, 7_500_000]

    Application.objects.filter(pk=made.pk).update(ticket=b"forged")
    assert bytes(Application.objects.get(pk=made.pk).ticket) == bytes(made.ticket)


@pytest.mark.django_db
def test_who_asks_for_nothing_is_left_out_and_the_others_keep_their_order_in_the_lottery():
    taking = make_open_round()
    made = [make_application() for _ in range(4)]
    made[1].preferences.all().delete()

    found = input_of(taking, "main")

    keys = [one.pk for one in (made[0], made[2], made[3])]
    assert found.students.tolist() == keys
    assert found.counts.tolist() == [1, 1, 1]
    assert found.lots.tolist() == draw(taking.seed, names_of(np.array(keys))).tolist()


@pytest.mark.django_db
def test_a_tie_value_that_is_missing_counts_as_nothing_and_one_too_many_does_not_count():
    taking = make_open_round()
    few, many = make_application(), make_application()
    ties = len(Application.objects.get(pk=few.pk).ties)
    assert ties
    Application.objects.filter(pk=few.pk).update(ties=[])
    Application.objects.filter(pk=many.pk).update(ties=["1"] * (ties + 1))

    merits = input_of(taking, "main").merits

    assert merits[:, 1:].tolist() == [[0] * ties, [1_000_000] * ties]


def test_lots_that_begin_alike_are_drawn_anew_as_a_whole():
    assert places_of(np.array([5, 1, 9], np.uint64)).tolist() == [1, 0, 2]
    assert places_of(np.array([5, 1, 5], np.uint64)) is None


@given(st.one_of(KEYS, NEAR), st.lists(st.integers(0, 10**6 + 1), max_size=20))
def test_keys_are_found_among_the_known_ones_however_far_they_lie_apart(known, keys):
    known = sorted(known)
    keys = [*keys, *known[::2]]

    found = place_among(np.array(known, np.int64), np.array(keys, np.int64))

    assert found.tolist() == [known.index(key) if key in known else -1 for key in keys]
