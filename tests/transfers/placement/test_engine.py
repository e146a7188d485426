"""The engine against the verifier that shares no line with it, over random rounds."""

import pytest
from hypothesis import given, settings

from tests.transfers.placement.markets import markets
from transfers.placement import market_of, outcome_of, place
from transfers.rules.verifier import Verifier

pytestmark = pytest.mark.provision("okul/8/2", "okul/8/3")


def codes(outcome):
    return {student: wish.programme for student, wish in outcome.placed.items()}


@settings(max_examples=1000, deadline=None)
@given(markets())
def test_the_verifier_finds_nothing_and_places_alike(market):
    offers, wishes, seed = market
    placed = codes(outcome_of(offers, wishes, seed=seed))
    verifier = Verifier(offers, wishes, seed=seed)

    assert verifier.faults(placed) == []
    assert verifier.place() == placed


@settings(max_examples=400, deadline=None)
@given(markets(most_students=14))
def test_rounds_and_heaps_place_alike(market):
    offers, wishes, seed = market
    arrays = market_of(offers, sorted(wishes, key=lambda w: (w.student, w.preference)), seed=seed)

    answers = [place(arrays, few=few).tolist() for few in (0, 3, 10**6)]

    assert answers[0] == answers[1] == answers[2]
