"""Deferred acceptance: all who are free ask at once, in rounds; the last few, one by one.

Each round is some passes over arrays. Once few are free, a round costs more than it settles, and heaps take over: long chains
of displacements cost one step each. The result does not depend on the order in which students ask.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .choosing import Choice, chosen
from .keys import KeyRing, Keys
from .market import Market
from .tail import finish

VERSION = "1"  # of the algorithm; another one may give another result from the same input
FEW = 4_000  # free students with whom the heaps begin
NOBODY = np.iinfo(np.int64).max  # as a bar: nobody is refused
NOWHERE = -1  # as a bar: nobody is taken


class Places:
    """Who holds a place: for each programme the keys of the holders, the best first, in a block as long as it has seats.

    Nobody with a key above the bar is taken any more; for the group of the reserved places there is a bar of its own. Bars
    only ever fall: the more ask, the better those who are taken.
    """

    def __init__(self, market: Market) -> None:
        self.seats = market.open_seats.astype(np.int64) + market.reserved
        self.block = np.concatenate(([0], np.cumsum(self.seats)))
        self.holders = np.empty(int(self.block[-1]), np.int64)
        self.filled = np.zeros(market.programmes, np.int64)
        self.reserved = market.reserved
        self.reserves = market.reserved > 0
        self.bar = np.full(market.programmes, NOBODY)
        self.bar[self.seats == 0] = NOWHERE
        self.bar_of_group = self.bar.copy()

    def of(self, asked: NDArray[np.intp]) -> Keys:
        counts = self.filled[asked]
        places = np.repeat(self.block[asked] - (np.cumsum(counts) - counts), counts)
        places += np.arange(len(places))
        return self.holders.take(places)

    def give(self, asked: NDArray[np.intp], counts: NDArray[np.int64], keys: Keys, choice: Choice) -> None:
        """Of these keys, by programme, the better one first, those that are chosen are the holders from now on."""
        starts = np.cumsum(counts) - counts
        kept = np.add.reduceat(choice.taken, starts, dtype=np.int64)
        places = np.repeat(self.block[asked] - (np.cumsum(kept) - kept), kept)
        places += np.arange(len(places))
        self.holders[places] = keys.compress(choice.taken)
        self.filled[asked] = kept
        if choice.by_reserve is None:
            full = asked[(kept == self.seats[asked]) & (kept > 0)]
            self.bar[full] = self.holders[self.block[full + 1] - 1]
        else:
            self._lower_bars(asked, starts, keys, choice, choice.by_reserve, kept)

    def _lower_bars(
        self,
        asked: NDArray[np.intp],
        starts: NDArray[np.int64],
        keys: Keys,
        choice: Choice,
        by_reserve: NDArray[np.bool_],
        kept: NDArray[np.int64],
    ) -> None:
        worst = np.maximum.reduceat(np.where(choice.taken & ~by_reserve, keys, NOWHERE), starts)
        worst_of_reserve = np.maximum.reduceat(np.where(by_reserve, keys, NOWHERE), starts)
        reserved = np.add.reduceat(by_reserve, starts, dtype=np.int64)
        full = kept - reserved == choice.others
        self.bar[asked[full]] = worst[full]
        # The group is refused only where all reserved places are taken by it as well.
        full &= reserved == self.reserved[asked]
        self.bar_of_group[asked[full]] = np.maximum(worst, worst_of_reserve)[full]

    def hopeful(
        self, keys: Keys, programmes: NDArray[np.int32], members: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_]:
        """Who may still be taken."""
        bars = self.bar.take(programmes)
        if members is not None:
            bars = np.where(members, self.bar_of_group.take(programmes), bars)
        return keys <= bars


def place(market: Market, *, few: int = FEW) -> NDArray[np.int64]:
    """The row on which each student is placed, or -1."""
    rows = market.starts[:-1].copy()
    if market.students:
        ring, places = KeyRing(market), Places(market)
        free = np.flatnonzero(rows < market.starts[1:])
        marks = np.zeros(market.students, np.bool_)
        while len(free) > few:
            free = _round(market, ring, places, rows, free, marks)
        finish(market, ring, places, rows, free)
    rows[rows >= market.starts[1:]] = -1
    return rows


def _round(
    market: Market,
    ring: KeyRing,
    places: Places,
    rows: NDArray[np.int64],
    free: NDArray[np.intp],
    marks: NDArray[np.bool_],
) -> NDArray[np.intp]:
    """All who are free ask the programme of their row; returns who is free after it, each a row further."""
    asking = rows.take(free)
    programmes = market.programme.take(asking)
    keys = ring.keys(free, asking, programmes)
    members = None if market.in_group is None else market.in_group.take(asking)
    hopeful = places.hopeful(keys, programmes, members)
    marks[free.compress(~hopeful)] = True
    marks[_settle(market, ring, places, rows, keys.compress(hopeful), programmes.compress(hopeful))] = True
    refused = np.flatnonzero(marks)
    marks[refused] = False
    on = rows.take(refused)
    on += 1
    rows[refused] = on
    return refused.compress(on < market.starts.take(refused + 1))


def _settle(
    market: Market, ring: KeyRing, places: Places, rows: NDArray[np.int64], keys: Keys, programmes: NDArray[np.int32]
) -> NDArray[np.int32]:
    """The programmes asked choose among their holders and those who ask; returns the students whom they refuse."""
    if not len(keys):
        return np.empty(0, np.int32)
    asks = np.bincount(programmes, minlength=market.programmes)
    asked = np.flatnonzero(asks)
    counts = places.filled[asked] + asks[asked]
    keys.sort()
    keys = np.concatenate((places.of(asked), keys))
    keys.sort(kind="stable")  # two runs in order: merged, not sorted anew
    members = None if market.in_group is None else market.in_group.take(rows.take(ring.students(keys)))
    choice = chosen(market, asked, counts, members)
    places.give(asked, counts, keys, choice)
    return ring.students(keys.compress(~choice.taken))
