"""What programmes choose among those who ask: reserved places first, then all others, then what is left (okul/8/3)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .market import Flags, Market

Counts = NDArray[np.int64]


class Choice(NamedTuple):
    """Who is taken, and who of them on a reserved place; ``others``: how many places each programme has for the rest."""

    taken: Flags
    by_reserve: Flags | None
    others: Counts


def chosen(market: Market, asked: NDArray[np.intp], counts: Counts, members: Flags | None) -> Choice:
    """``asked``: the programmes, each once; ``counts``: how many ask each, at least one. They stand by programme, the better
    one first; ``members`` tells who of them is in the group of the reserved places, ``None`` where there are none.
    """
    starts = np.cumsum(counts) - counts
    open_seats = market.open_seats[asked].astype(np.int64)
    if members is None:
        return Choice(_ranks(counts, starts) < np.repeat(open_seats, counts), None, open_seats)
    reserved = market.reserved[asked].astype(np.int64)
    # Reserved places go to the best of the group.
    by_reserve = members & (_running(members, starts, counts) < np.repeat(reserved, counts))
    # The others to the best of all who are left; what stays free of the reserve joins them, unless it is held.
    free = reserved - np.add.reduceat(by_reserve, starts, dtype=np.int64)
    others = open_seats + np.where(market.held[asked], 0, free)
    left = ~by_reserve
    left &= _running(left, starts, counts) < np.repeat(others, counts)
    return Choice(by_reserve | left, by_reserve, others)


def _ranks(counts: Counts, starts: Counts) -> Counts:
    """0, 1, 2 … within each programme."""
    ranks = np.arange(int(counts.sum()))
    ranks -= np.repeat(starts, counts)
    return ranks


def _running(flags: Flags, starts: Counts, counts: Counts) -> Counts:
    """How many are flagged before each, within the programme."""
    total = np.cumsum(flags, dtype=np.int64)
    total -= flags
    total -= np.repeat(total[starts], counts)
    return total
