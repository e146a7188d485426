"""Places ten thousand small, adverse rounds by the engine and holds each to the independent verifier.

    script/test --exec python -m tests.benchmarks.placement_cases [--rounds 10000] [--seed 20260901]

Each round has places by day and of two boarding kinds, reserved places that are held or open to all, few different scores (so
that tie values and the lottery decide often), programmes without places, and students who ask for nothing they can have. Some
rounds go on: figures put right by objections and everybody placed again, or places given up and those who wait placed on what
is free. Each is placed three ways: from wishes, from the stored form of the input with its whole numbers, and one by one by
heaps. Prints how many rounds had each kind of case, and every fault; 1 at any.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from time import perf_counter

import numpy as np

from transfers.placement import Programme, Wish, market_of, outcome_of, place
from transfers.rules.verifier import Verifier
from transfers.stored.inputs import MILLIONTHS, Input, Offer

SEED = 20260901
GROUPS = ("", "çalışanların çocukları", "köy")
KINDS = {"day": ("girl", "boy"), "girls": ("girl",), "boys": ("boy",)}
GO_ON = ("none", "none", "objection", "waiting")
Placed = dict[str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """``kinds``: of each programme; ``purpose``: as the runs of a round have it."""

    offers: Sequence[Programme]
    wishes: Sequence[Wish]
    kinds: dict[str, str]
    seed: str
    purpose: str = "main"


def round_of(chance: random.Random) -> Round:
    """Few places, many who want the same, few different figures."""
    offers, kinds = _programmes(chance)
    ties = chance.randint(0, 2)
    spread = chance.choice((1, 2, 4, 30))  # how many different figures there are
    wishes: list[Wish] = []
    for key in range(chance.choice((0, 1, 3, 6, 9, 14))):
        gender, group = chance.choice(("girl", "boy")), chance.choice(GROUPS)
        merit = [_figure(chance, spread) for _ in range(1 + ties)]
        allowed = [one.code for one in offers if gender in KINDS[kinds[one.code]]]
        asked = chance.sample(allowed, min(len(allowed), chance.randint(1, 5)))
        wishes += [
            Wish(f"{key + 1:09d}", place, code, merit[0], tuple(merit[1:]), group)
            for place, code in enumerate(asked, 1)
        ]
    return Round(offers, wishes, kinds, f"{chance.getrandbits(64):016x}")


def _programmes(chance: random.Random) -> tuple[list[Programme], dict[str, str]]:
    offers, kinds = [], {}
    for school in range(chance.randint(1, 3)):
        for kind in chance.sample(list(KINDS), chance.randint(1, 3)):
            seats = chance.choice((0, 1, 1, 2, 3))
            reserved = chance.randint(0, seats) if chance.random() < 0.5 else 0
            group = chance.choice(GROUPS[1:]) if reserved else ""
            code = f"{school}-{kind}"
            offers.append(Programme(code, seats, group, reserved, bool(reserved) and chance.random() < 0.5))
            kinds[code] = kind
    return offers, kinds


def _figure(chance: random.Random, spread: int) -> Decimal:
    return Decimal(chance.randrange(spread)) * Decimal("2.5") + Decimal(50)


def further(chance: random.Random, first: Round, placed: Placed) -> Round | None:
    """What follows for some rounds: another placement after objections, or of those who wait."""
    how = chance.choice(GO_ON)
    if not first.wishes or how == "none":
        return None
    return _after_objections(chance, first) if how == "objection" else _of_waiting(chance, first, placed)


def _after_objections(chance: random.Random, first: Round) -> Round:
    """One student's score is put right, in all of the own preferences."""
    student = chance.choice(first.wishes).student
    score = _figure(chance, 30)
    wishes = [wish._replace(score=score) if wish.student == student else wish for wish in first.wishes]
    return replace(first, wishes=wishes, purpose="objection")


def _of_waiting(chance: random.Random, first: Round, placed: Placed) -> Round:
    """Some give their places up; what is free is offered to those who wait, reserved places less those whom the group holds."""
    staying = {student: code for student, code in placed.items() if chance.random() < 0.5}
    group_of = {wish.student: wish.group for wish in first.wishes}
    holders: dict[str, list[str]] = defaultdict(list)
    for student, code in staying.items():
        holders[code].append(group_of[student])
    offers = []
    for one in first.offers:
        seats = one.seats - len(holders[one.code])
        reserved = min(max(one.reserved_seats - holders[one.code].count(one.reserved_group), 0), seats)
        group = one.reserved_group if reserved else ""
        offers.append(Programme(one.code, seats, group, reserved, one.held and bool(reserved)))
    wishes = [wish for wish in first.wishes if wish.student not in placed]
    return replace(first, offers=offers, wishes=wishes, purpose="waiting")


def stored(one: Round) -> Input:
    """The round as a run keeps it."""
    places = {offer.code: key for key, offer in enumerate(one.offers)}
    names = sorted({offer.reserved_group for offer in one.offers if offer.reserved_seats})
    lists = [list(own) for _, own in groupby(one.wishes, key=lambda wish: wish.student)]
    return Input(
        seed=one.seed,
        offers=[
            Offer(o.code, key, one.kinds[o.code], o.seats, o.reserved_group, o.reserved_seats, o.held)
            for key, o in enumerate(one.offers)
        ],
        group_names=names,
        students=np.array([int(own[0].student) for own in lists], np.int64),
        counts=np.array([len(own) for own in lists], np.int16),
        programme=np.array([places[wish.programme] for own in lists for wish in own], np.int32),
        merits=np.array([[int(v * MILLIONTHS) for v in (own[0].score, *own[0].ties)] for own in lists], np.int64),
        groups=np.array([names.index(own[0].group) + 1 if own[0].group in names else 0 for own in lists], np.int16),
    )


def faults_of(one: Round, placed: Placed) -> Iterator[str]:
    """Everything in which engine, stored form and verifier differ."""
    verifier = Verifier(one.offers, one.wishes, seed=one.seed)
    yield from (fault.says for fault in verifier.faults(placed))
    if verifier.place() != placed:
        yield "Doğrulayıcı başka yerleştirdi."
    market = market_of(one.offers, one.wishes, seed=one.seed)
    ways = [place(market, few=few).tolist() for few in (0, 2, 10**6)]
    if one.wishes:
        kept = stored(one)
        ways.append(place(kept.market()).tolist())
        if sorted(kept.wishes()) != sorted(_plain(one)):
            yield "Saklanan girdi başka okunuyor."
    if any(rows != ways[0] for rows in ways):
        yield "Turlar, yığınlar ve saklanan girdi ayrı yerleştirdi."


def _plain(one: Round) -> Iterator[Wish]:
    """Wishes as they are read back: a group for which nothing is kept is nobody's."""
    names = {offer.reserved_group for offer in one.offers if offer.reserved_seats}
    return (wish if wish.group in names else wish._replace(group="") for wish in one.wishes)


def cases_of(one: Round, placed: Placed) -> Iterator[str]:
    """Which kinds of cases the round has."""
    yield f"purpose {one.purpose}"
    if not one.wishes:
        yield "nobody asks"
    for kind in KINDS.keys() & {one.kinds[code] for code in placed.values()}:
        yield f"placed, {kind}"
    for name, found in (
        ("reserved places held", [o for o in one.offers if o.reserved_seats and o.held]),
        ("reserved places open", [o for o in one.offers if o.reserved_seats and not o.held]),
        ("programme without places", [o for o in one.offers if not o.seats]),
    ):
        if found:
            yield name
    asked: dict[str, list[Wish]] = defaultdict(list)
    for wish in one.wishes:
        asked[wish.programme].append(wish)
    yield from _decided(one, placed, asked)
    students = {wish.student for wish in one.wishes}
    if students - placed.keys():
        yield "somebody left out"
    if any(w.preference > 1 and placed.get(w.student) == w.programme for w in one.wishes):
        yield "placed below the first preference"


def _decided(one: Round, placed: Placed, asked: dict[str, list[Wish]]) -> Iterator[str]:
    """What decided at the edge of full programmes, and what reserved places did."""
    found = set()
    for offer in one.offers:
        inside = [wish for wish in asked[offer.code] if placed.get(wish.student) == offer.code]
        outside = [wish for wish in asked[offer.code] if wish.student not in placed]
        pairs = [(a, b) for a in inside for b in outside]
        if any(a.score == b.score and a.ties == b.ties for a, b in pairs):
            found.add("lot decides")
        if any(a.score == b.score and a.ties > b.ties for a, b in pairs):
            found.add("tie values decide")
        if offer.reserved_seats and any(
            (a.score, a.ties) < (b.score, b.ties) and a.group == offer.reserved_group for a, b in pairs
        ):
            found.add("reserved place before a better score")
        if offer.held and outside and len(inside) < offer.seats:
            found.add("held place stays empty")
    yield from sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    chance, began = random.Random(options.seed), perf_counter()
    cases: Counter[str] = Counter()
    students = faulty = made = 0
    follows: Round | None = None
    while made < options.rounds:
        one, made = follows or round_of(chance), made + 1
        placed = {
            student: wish.programme
            for student, wish in outcome_of(one.offers, one.wishes, seed=one.seed).placed.items()
        }
        faults = list(faults_of(one, placed))
        for said in faults:
            print(f"round {made} ({one.purpose}): {said}")
        faulty += bool(faults)
        students += len({wish.student for wish in one.wishes})
        cases.update(cases_of(one, placed))
        follows = further(chance, one, placed) if follows is None else None
    print(f"seed {options.seed}: {made:,} rounds, {students:,} students, {perf_counter() - began:.0f} s")
    for name, count in sorted(cases.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {name:<38}{count:>8,}")
    print(f"rounds with faults: {faulty}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
