"""The lottery that decides between equals: a published seed and the student's key, hashed; anybody can draw it again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int32]


def hexadecimal(seed: str, student: str) -> str:
    """The student's lot: 64 hexadecimal digits; the lower comes first."""
    return sha256(f"{seed}:{student}".encode()).hexdigest()


def draw(seed: str, students: Iterable[str]) -> Ranks:
    """Each student's place in the lottery, from 0, in the order in which they are given."""
    lots = b"".join([sha256(f"{seed}:{student}".encode()).digest() for student in students])
    words = np.frombuffer(lots, dtype=">u8").reshape(-1, 4)
    # Two lots that share the first 64 bits are settled by the rest.
    order = np.lexsort((words[:, 3], words[:, 2], words[:, 1], words[:, 0]))
    ranks = np.empty(len(words), np.int32)
    ranks[order] = np.arange(len(words), dtype=np.int32)
    return ranks
