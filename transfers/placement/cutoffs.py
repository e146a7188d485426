"""Who was the last to be taken in each programme: what is published, so that everybody can check the own result by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .choosing import chosen
from .keys import KeyRing
from .market import Market

NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Of each programme: how many ask for it and are placed; the last one placed; and, where all places that are not reserved
    are taken, the last one on such a place (the places of students, or -1).
    """

    asked: NDArray[np.int64]
    placed: NDArray[np.int64]
    last: NDArray[np.int64]
    bar: NDArray[np.int64]


def bars_of(market: Market, rows: NDArray[np.int64]) -> Bars:
    """``rows``: the row on which each student is placed, or -1."""
    seated = np.flatnonzero(rows >= 0)
    taken = rows[seated]
    programmes = market.programme[taken]
    ring = KeyRing(market)
    keys = ring.keys(seated, taken, programmes)
    keys.sort()
    placed = np.bincount(programmes, minlength=market.programmes)
    found = np.flatnonzero(placed)
    last = np.full(market.programmes, NOBODY, np.int64)
    bar = last.copy()
    if len(found):
        counts = placed[found]
        ends = np.cumsum(counts)
        students = ring.students(keys)
        last[found] = students[ends - 1]
        members = None if market.in_group is None else market.in_group.take(rows.take(students))
        choice = chosen(market, found, counts, members)
        plain = np.ones(len(keys), np.bool_) if choice.by_reserve is None else ~choice.by_reserve
        full = np.add.reduceat(plain, ends - counts, dtype=np.int64) == choice.others
        worst = np.maximum.reduceat(np.where(plain, np.arange(len(keys)), NOBODY), ends - counts)
        full &= worst >= 0
        bar[found[full]] = students[worst[full]]
    return Bars(np.bincount(market.programme, minlength=market.programmes), placed, last, bar)
