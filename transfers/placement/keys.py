"""Row keys in 63 bits: programme, priority, lottery. Sorted, they stand by programme and, there, the better one first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .market import Market

Keys = NDArray[np.int64]
Rows = NDArray[np.int64]
BITS = 63


class KeyRing:
    """Makes keys of rows, and finds the student of a key again by its lot, which nobody else has."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.lot_bits = max(1, (market.students - 1).bit_length())
        worst = int(market.priority.max(initial=0))
        self.programme_shift = self.lot_bits + worst.bit_length()
        if self.programme_shift + max(0, market.programmes - 1).bit_length() > BITS:
            raise ValueError("more programmes, students and distinct priorities than a key has room for")
        self.lot_mask = (1 << self.lot_bits) - 1
        self.of_lot = np.empty(market.students, np.int32)
        self.of_lot[market.lot] = np.arange(market.students, dtype=np.int32)

    def keys(self, students: NDArray[np.intp], rows: Rows, programmes: NDArray[np.int32]) -> Keys:
        keys = programmes.astype(np.int64)
        keys <<= self.programme_shift - self.lot_bits
        keys |= self.market.priority.take(rows)
        keys <<= self.lot_bits
        keys |= self.market.lot.take(students)
        return keys

    def students(self, keys: Keys) -> NDArray[np.int32]:
        return self.of_lot.take(keys & self.lot_mask)
