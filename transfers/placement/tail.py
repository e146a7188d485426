"""The last free students, one by one: heaps, the worst holder on top, so that a displacement costs one step."""

from __future__ import annotations

from heapq import heappop, heappush, heappushpop, heapreplace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .keys import KeyRing
from .market import Market

if TYPE_CHECKING:
    from .engine import Places


class Heaps:
    """The holders of one programme: those of reserved places and those of the others, as negative keys."""

    __slots__ = ("held", "open", "open_seats", "reserve", "reserved")

    def __init__(self, reserve: list[int], others: list[int], reserved: int, open_seats: int, held: bool) -> None:
        self.reserve, self.open = sorted(-key for key in reserve), sorted(-key for key in others)
        self.reserved, self.open_seats, self.held = reserved, open_seats, held

    def ask(self, key: int, member: bool) -> int | None:
        """Takes the key in if it is good enough; returns the key that has to go, its own or another's, if one has to."""
        if member and self.reserved:
            if len(self.reserve) < self.reserved:
                heappush(self.reserve, -key)
                return self._beyond()
            key = -heappushpop(self.reserve, -key)
        heappush(self.open, -key)
        return self._beyond()

    def _beyond(self) -> int | None:
        places = self.open_seats + (0 if self.held else self.reserved - len(self.reserve))
        return -heappop(self.open) if len(self.open) > places else None


class Tail:
    """What stays the same while the last ones ask. Numbers are read through memory views: they give plain integers."""

    def __init__(self, market: Market, ring: KeyRing, places: Places, rows: NDArray[np.int64]) -> None:
        self.market, self.ring = market, ring
        self.keys, self.block = places.holders.data, places.block.data
        self.filled = places.filled.data
        self.rows, self.starts = rows.data, market.starts.data
        self.programme, self.priority = market.programme.data, market.priority.data
        self.lot, self.of_lot = market.lot.data, ring.of_lot.data
        self.bar, self.reserves = places.bar.data, places.reserves.data
        self.seats = market.open_seats.data
        self.member = None if market.in_group is None else market.in_group.data
        self.heaps: dict[int, Heaps] = {}
        self.plain: dict[int, list[int]] = {}

    def holders(self, programme: int) -> list[int]:
        start = self.block[programme]
        return self.keys[start : start + self.filled[programme]].tolist()

    def heaps_of(self, programme: int) -> Heaps:
        """Made when it is asked for the first time; the best of the group hold the reserved places."""
        market, reserved = self.market, int(self.market.reserved[programme])
        members: list[int] = []
        others: list[int] = []
        for key in self.holders(programme):
            row = self.rows[self.of_lot[key & self.ring.lot_mask]]
            (members if self.member and self.member[row] and len(members) < reserved else others).append(key)
        heaps = Heaps(members, others, reserved, int(market.open_seats[programme]), bool(market.held[programme]))
        self.heaps[programme] = heaps
        return heaps

    def seat(self, student: int) -> None:
        """Lets the student ask, and whoever is displaced after that, until nobody is."""
        ring, rows, starts = self.ring, self.rows, self.starts
        shift, lot_bits, mask = ring.programme_shift, ring.lot_bits, ring.lot_mask
        while (row := rows[student]) < starts[student + 1]:
            programme = self.programme[row]
            key = (programme << shift) | (self.priority[row] << lot_bits) | self.lot[student]
            if self.reserves[programme]:
                gone = self.ask_reserving(programme, key, row)
            else:
                gone = key if key > self.bar[programme] else self.ask(programme, key)
            if gone is None:
                return
            student = self.of_lot[gone & mask]
            rows[student] += 1

    def ask(self, programme: int, key: int) -> int | None:
        """A key below the bar asks a programme without reserved places; returns the key that has to go, if one has to."""
        heap = self.plain.get(programme)
        if heap is None:
            # Negative keys, the worst first: a heap as it stands.
            heap = self.plain[programme] = [-held for held in reversed(self.holders(programme))]
        gone = None
        if len(heap) == self.seats[programme]:
            gone = -heapreplace(heap, -key)
        else:
            heappush(heap, -key)
        if len(heap) == self.seats[programme]:
            self.bar[programme] = -heap[0]
        return gone

    def ask_reserving(self, programme: int, key: int, row: int) -> int | None:
        heaps = self.heaps.get(programme) or self.heaps_of(programme)
        return heaps.ask(key, bool(self.member and self.member[row]))


def finish(market: Market, ring: KeyRing, places: Places, rows: NDArray[np.int64], free: NDArray[np.intp]) -> None:
    """Seats the students who are still free; ``rows`` tells after it on which row each student stands."""
    tail = Tail(market, ring, places, rows)
    for student in free.tolist():
        tail.seat(student)
