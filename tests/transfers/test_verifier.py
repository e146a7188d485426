"""The verifier sees what is wrong with a placement, and says which student or programme."""

from decimal import Decimal

import pytest

from transfers.placement import Programme, Wish, outcome_of
from transfers.rules.verifier import Verifier

pytestmark = pytest.mark.provision("okul/8/2", "okul/8/3")
OFFERS = [Programme("A", 1), Programme("B", 2, "x", 1, held=True)]
WISHES = [
    Wish("s1", 1, "A", Decimal("87.5")),
    Wish("s1", 2, "B", Decimal("87.5")),
    Wish("s2", 1, "A", Decimal(90)),
    Wish("s3", 1, "B", Decimal(60), (), "x"),
    Wish("s4", 1, "B", Decimal(70)),
]
RIGHT = {"s1": "B", "s2": "A", "s3": "B"}


@pytest.fixture
def verifier():
    return Verifier(OFFERS, WISHES, seed="7")


def test_the_right_placement_has_no_fault(verifier):
    assert {s: w.programme for s, w in outcome_of(OFFERS, WISHES, seed="7").placed.items()} == RIGHT
    assert verifier.faults(RIGHT) == []


@pytest.mark.parametrize(
    ("placed", "kind", "subject"),
    [
        (RIGHT | {"s2": "B"}, "not_asked", "s2"),
        (RIGHT | {"s9": "A"}, "not_asked", "s9"),
        (RIGHT | {"s1": "A"}, "over", "A"),
        ({"s2": "A", "s1": "B", "s4": "B"}, "reserved", "B"),
        ({"s1": "A", "s3": "B", "s4": "B"}, "blocking", "s2"),
        ({"s2": "A", "s4": "B", "s3": "B"}, "blocking", "s1"),
        ({"s1": "B", "s3": "B"}, "blocking", "s2"),
    ],
)
def test_each_fault_is_named(verifier, placed, kind, subject):
    assert (kind, subject) in [(fault.kind, fault.subject) for fault in verifier.faults(placed)]


def test_a_stable_placement_that_is_not_the_best_for_students_is_refused():
    offers = [Programme("A", 1), Programme("B", 1)]
    wishes = [
        Wish("s", 1, "A", Decimal(1)), Wish("s", 2, "B", Decimal(2)),
        Wish("t", 1, "B", Decimal(1)), Wish("t", 2, "A", Decimal(2)),
    ]  # fmt: skip
    verifier = Verifier(offers, wishes, seed="")

    assert verifier.faults({"s": "A", "t": "B"}) == []
    assert {fault.kind for fault in verifier.faults({"s": "B", "t": "A"})} == {"not_best"}


def test_another_seed_draws_other_lots():
    offers = [Programme("A", 1)]
    wishes = [Wish("s", 1, "A", Decimal(1)), Wish("t", 1, "A", Decimal(1))]
    winners = {seed: min(outcome_of(offers, wishes, seed=seed).placed) for seed in map(str, range(20))}

    assert set(winners.values()) == {"s", "t"}
    for seed, winner in winners.items():
        loser = {"s": "t", "t": "s"}[winner]
        assert Verifier(offers, wishes, seed=seed).faults({winner: "A"}) == []
        assert Verifier(offers, wishes, seed=seed).faults({loser: "A"}) != []
