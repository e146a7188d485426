"""No student gains by another list: on small rounds every list of every student is tried."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from tests.transfers.placement.markets import markets
from transfers.placement import Wish, outcome_of

pytestmark = pytest.mark.provision("okul/8/2")


def lists(codes):
    """Every list of these programmes, shorter ones too."""
    return [order for length in range(len(codes) + 1) for order in permutations(codes, length)]


def place_of(placed, student, truth):
    """How far down the true list the student is placed; an unplaced one stands behind all."""
    wish = placed.get(student)
    return truth.index(wish.programme) if wish else len(truth)


@settings(max_examples=60, deadline=None)
@given(markets(most_students=5, most_programmes=3))
def test_no_list_places_a_student_better_than_the_true_one(market):
    offers, wishes, seed = market
    honest = outcome_of(offers, wishes, seed=seed).placed
    for student in {wish.student for wish in wishes}:
        own = {wish.programme: wish for wish in wishes if wish.student == student}
        others = [wish for wish in wishes if wish.student != student]
        for order in lists(own):
            told = [own[code]._replace(preference=place) for place, code in enumerate(order, 1)]
            placed = outcome_of(offers, [*others, *told], seed=seed).placed
            assert place_of(placed, student, list(own)) >= place_of(honest, student, list(own)), (student, order)


def test_who_leaves_a_programme_out_may_lose():
    """The trial above can see a difference: a list cut short places worse."""
    from decimal import Decimal

    from transfers.placement import Programme

    offers = [Programme("A", 1), Programme("B", 1)]
    wishes = [Wish("s", 1, "A", Decimal(1)), Wish("s", 2, "B", Decimal(1)), Wish("t", 1, "A", Decimal(2))]

    assert outcome_of(offers, wishes, seed="").placed["s"].programme == "B"
    assert "s" not in outcome_of(offers, [wishes[0], wishes[2]], seed="").placed
