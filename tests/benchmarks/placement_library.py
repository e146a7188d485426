"""Times the engine beside ``matching``, a library of matching games, on 2,000 students, in one run.

    pip install matching          # from the registry, into an environment of one's own
    python -m tests.benchmarks.placement_library

Prints seconds and how many times slower the library is; it knows no reserved places and no ties. 1 when the goal is missed or
the two place otherwise; 2 where the library is not installed.
"""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from transfers.placement import Programme, Wish, market_of, place

TIMES = 100.0


def a_round(students: int, programmes: int) -> tuple[list[Programme], list[Wish]]:
    """Five preferences a student; no two scores are equal, so that both rank alike."""
    rng = np.random.default_rng(5)
    offers = [Programme(f"P{key:03d}", students * 9 // 10 // programmes) for key in range(programmes)]
    scores = rng.permutation(students)
    wishes = []
    for student in range(students):
        for number, key in enumerate(rng.choice(programmes, 5, replace=False).tolist(), start=1):
            wishes.append(Wish(f"S{student:05d}", number, f"P{key:03d}", Decimal(int(scores[student]))))
    return offers, wishes


def by_library(games: Any, offers: list[Programme], wishes: list[Wish]) -> tuple[float, dict[str, str]]:
    lists: dict[str, list[str]] = {}
    asked: dict[str, list[Wish]] = {offer.code: [] for offer in offers}
    for wish in wishes:
        lists.setdefault(wish.student, []).append(wish.programme)
        asked[wish.programme].append(wish)
    ranked = {
        code: [w.student for w in sorted(found, key=lambda w: -w.score)] for code, found in asked.items() if found
    }
    start = perf_counter()
    game = games.HospitalResident.create_from_dictionaries(
        lists, ranked, {o.code: o.seats for o in offers if o.code in ranked}
    )
    solved = game.solve(optimal="resident")
    took = perf_counter() - start
    return took, {resident.name: hospital.name for hospital, found in solved.items() for resident in found}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--students", type=int, default=2_000)
    options = asked.parse_args()
    try:
        from matching import games
    except ImportError:
        print("matching is not installed: pip install matching")
        return 2
    offers, wishes = a_round(options.students, options.students // 50)
    ours, rows = [], None
    for _ in range(5):
        market = market_of(offers, wishes, seed="")
        start = perf_counter()
        rows = place(market)
        ours.append(perf_counter() - start)
    took, theirs = by_library(games, offers, wishes)
    placed = {wishes[row].student: wishes[row].programme for row in rows.tolist() if row >= 0}
    ratio = took / median(ours)
    kept = ratio >= TIMES and placed == theirs
    print(
        f"{options.students:,} students: ours {median(ours):.4f} s   matching {took:.2f} s   ×{ratio:,.0f}{'' if kept else '  MISSED'}"
    )
    if placed != theirs:
        print("the two place otherwise")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
