"""What came out, for people: who is placed where, the cut-off of each programme, and why each preference ended as it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .engine import place
from .keys import KeyRing
from .lottery import hexadecimal
from .market import Market, Programme, Wish, market_of

PLACED, SEATS_TAKEN, NOT_NEEDED = "placed", "seats_taken", "not_needed"


class Cutoff(NamedTuple):
    """Score and lot of the last one placed in a programme; ``None`` and "" where nobody is."""

    programme: str
    seats: int
    placed: int
    last_score: Decimal | None
    last_lot: str


class Explanation(NamedTuple):
    """How one preference ended. ``rank`` counts from 1 among all who ask for the programme, by priority."""

    wish: Wish
    outcome: str
    rank: int
    seats: int
    cutoff: Decimal | None


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The result with its input, from which all that is published follows. ``rows``: of each student, or -1."""

    programmes: Sequence[Programme]
    wishes: Sequence[Wish]
    market: Market
    rows: NDArray[np.int64]
    seed: str

    @property
    def placed(self) -> dict[str, Wish]:
        """The wish on which each placed student is placed, by the students' names."""
        return {self.wishes[row].student: self.wishes[row] for row in self.rows.tolist() if row >= 0}

    @property
    def cutoffs(self) -> list[Cutoff]:
        return _cutoffs(self.programmes, self.market, self.rows, self.wishes, self.seed)

    def explanations(self) -> Iterator[Explanation]:
        return explain(self.market, self.rows, self.wishes, self.cutoffs)


def outcome_of(programmes: Sequence[Programme], wishes: Sequence[Wish], *, seed: str) -> Outcome:
    """Places everybody. Wishes may come in any order; the result does not depend on it."""
    ordered = sorted(wishes, key=lambda wish: (wish.student, wish.preference))
    market = market_of(programmes, ordered, seed=seed)
    return Outcome(programmes, ordered, market, place(market), seed)


def _keys(market: Market, rows: NDArray[np.int64], students: NDArray[np.intp]) -> NDArray[np.int64]:
    return KeyRing(market).keys(students, rows, market.programme.take(rows))


def _cutoffs(
    programmes: Sequence[Programme], market: Market, rows: NDArray[np.int64], wishes: Sequence[Wish], seed: str
) -> list[Cutoff]:
    seated = np.flatnonzero(rows >= 0)
    taken = rows[seated]
    chosen = market.programme[taken]
    counts = np.bincount(chosen, minlength=len(programmes))
    last: dict[int, Wish] = {}
    order = np.argsort(_keys(market, taken, seated)) if len(taken) else seated
    for row in taken[order].tolist():  # the last one of each programme stays
        last[int(market.programme[row])] = wishes[row]
    made = []
    for key, one in enumerate(programmes):
        worst = last.get(key)
        lot = hexadecimal(seed, worst.student) if worst else ""
        made.append(Cutoff(one.code, one.seats, int(counts[key]), worst.score if worst else None, lot))
    return made


def ranks(market: Market) -> NDArray[np.int64]:
    """Of each row: its place, from 1, among all who ask for the row's programme."""
    rows = np.arange(len(market.programme))
    students = np.repeat(np.arange(market.students), np.diff(market.starts))
    order = np.argsort(_keys(market, rows, students))
    counts = np.bincount(market.programme, minlength=market.programmes)
    places = np.arange(1, len(rows) + 1) - np.repeat(np.cumsum(counts) - counts, counts)
    made = np.empty(len(rows), np.int64)
    made[order] = places
    return made


def explain(
    market: Market,
    rows: NDArray[np.int64],
    wishes: Sequence[Wish],
    cutoffs: Sequence[Cutoff],
) -> Iterator[Explanation]:
    """One line a preference: the seats were taken by better ones, the student is placed, or was placed higher up already."""
    if not wishes:
        return
    placed_on = np.repeat(rows, np.diff(market.starts)).tolist()
    of_rank, of_programme = ranks(market).tolist(), market.programme.tolist()
    for row, wish in enumerate(wishes):
        outcome = SEATS_TAKEN if placed_on[row] < 0 or row < placed_on[row] else NOT_NEEDED
        cutoff = cutoffs[of_programme[row]]
        yield Explanation(
            wish, PLACED if row == placed_on[row] else outcome, of_rank[row], cutoff.seats, cutoff.last_score
        )
