"""Who asks for what: programmes and preferences as arrays, in which a row is one preference of one student.

Priority is one number a row: the lower comes first, equal numbers are settled by the lottery. Scores are exact: they come as
decimals and are turned into whole numbers, never into floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .lottery import draw

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
LARGEST = 2**31 - 1
WIDEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Programme:
    """One category of places: school × field × day, girls boarding or boys boarding.

    ``seats``: all places, the reserved among them. ``held``: reserved places that find nobody stay empty.
    """

    code: str
    seats: int
    reserved_group: str = ""
    reserved_seats: int = 0
    held: bool = False


class Wish(NamedTuple):
    """One preference of one student; ``preference`` counts from 1, ``ties`` decide between equal scores, higher first."""

    student: str
    preference: int
    programme: str
    score: Decimal
    ties: tuple[Decimal, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """The input of the engine.

    ``starts``: where each student's rows begin, and the end of the last: n + 1 numbers. ``programme``, ``priority``,
    ``in_group``: of each row; ``in_group`` tells whether the reserved places of the row's programme are open to the student,
    and is ``None`` where no place is reserved. ``lot``: each student's place in the lottery. ``open_seats``, ``reserved``,
    ``held``: of each programme.
    """

    starts: NDArray[np.int64]
    programme: Numbers
    priority: Numbers
    lot: Numbers
    open_seats: Numbers
    reserved: Numbers
    held: Flags
    in_group: Flags | None = None

    @property
    def students(self) -> int:
        return len(self.starts) - 1

    @property
    def programmes(self) -> int:
        return len(self.open_seats)


def market_of(programmes: Sequence[Programme], wishes: Sequence[Wish], *, seed: str) -> Market:
    """The arrays of these programmes and wishes. Wishes stand together by student, in the order of preference."""
    places = {one.code: key for key, one in enumerate(programmes)}
    students = list(dict.fromkeys(wish.student for wish in wishes))
    counts = _counts(wishes, len(students))
    chosen = [programmes[places[wish.programme]] for wish in wishes]
    reserves = any(one.reserved_seats for one in programmes)
    return Market(
        starts=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        programme=np.fromiter((places[wish.programme] for wish in wishes), np.int32, len(wishes)),
        priority=priorities([(wish.score, *wish.ties) for wish in wishes]),
        lot=draw(seed, students),
        open_seats=np.array([one.seats - one.reserved_seats for one in programmes], np.int32),
        reserved=np.array([one.reserved_seats for one in programmes], np.int32),
        held=np.array([one.held for one in programmes], np.bool_),
        in_group=_in_group(wishes, chosen) if reserves else None,
    )


def _counts(wishes: Sequence[Wish], students: int) -> NDArray[np.int64]:
    """How many rows each student has; refuses rows that do not stand together in the order of preference."""
    counts = np.zeros(students, np.int64)
    at, before = -1, None
    for wish in wishes:
        if before is None or wish.student != before.student:
            at += 1
        elif wish.preference <= before.preference:
            raise ValueError(f"preferences of {wish.student} are out of order")
        if at == students:
            raise ValueError(f"the rows of {wish.student} do not stand together")
        counts[at] += 1
        before = wish
    return counts


def _in_group(wishes: Iterable[Wish], chosen: Iterable[Programme]) -> Flags:
    pairs = zip(wishes, chosen, strict=True)
    return np.array([bool(p.reserved_seats) and w.group == p.reserved_group for w, p in pairs], np.bool_)


def priorities(merits: Sequence[tuple[Decimal, ...]]) -> Numbers:
    """One number for each row from its score and ties, the lower the better; equal merits have equal numbers."""
    places = {merit: place for place, merit in enumerate(sorted(set(merits), reverse=True))}
    return np.fromiter((places[merit] for merit in merits), np.int32, len(merits))


def priorities_of_columns(columns: Sequence[NDArray[np.int64]]) -> Numbers:
    """The same for columns of whole numbers, score first: by subtraction where one column fits, else by sorting."""
    if not len(columns[0]):
        return np.empty(0, np.int32)
    merit = _distance(columns[0])
    if len(columns) == 1 and int(merit.max()) <= LARGEST:
        return merit.astype(np.int32)
    for column in columns[1:]:
        below = _distance(column)
        if not _fit(merit, below):
            merit, below = _dense(merit), _dense(below)
        merit = merit * (int(below.max()) + 1) + below
    return _dense(merit).astype(np.int32)


def _distance(column: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many steps each number lies below the highest; where that is more than a number holds, its place among them."""
    if int(column.max()) - int(column.min()) > WIDEST:
        return _dense(-1 - column)
    below: NDArray[np.int64] = column.max() - column
    step = int(np.gcd.reduce(below))  # scores have few decimals; the fewer steps, the more columns fit into one number
    return below // step if step > 1 else below


def _fit(merit: NDArray[np.int64], below: NDArray[np.int64]) -> bool:
    """Whether both have room in one number, the merit the weightier."""
    return (int(merit.max()) + 1) * (int(below.max()) + 1) <= WIDEST


def _dense(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each number among the distinct ones, from 0, the lowest first."""
    order = np.argsort(numbers)
    ordered = numbers.take(order)
    places = np.empty(len(numbers), np.int64)
    places[order] = np.concatenate(([0], np.cumsum(ordered[1:] != ordered[:-1])))
    return places
