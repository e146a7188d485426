"""The lottery that decides between equals: a published seed and the student's key, hashed; anybody can draw it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int32]


def hexadecimal(seed: str, student: str) -> str:
    """The student's lot: 64 hexadecimal digits; the lower comes first."""
    return sha256(f"{seed}:{student}".encode()).hexdigest()


def draw(seed: str, students: Iterable[str]) -> Ranks:
    """Each student's place in the lottery, from 0, in the order in which they are given."""
    begun = sha256(f"{seed}:".encode())  # once for all: each student's lot goes on from here
    return places_of(np.frombuffer(b"".join(_lots(begun, students)), dtype=">u8").reshape(-1, 4))


def _lots(begun: Any, students: Iterable[str]) -> Iterator[bytes]:
    for student in students:
        lot = begun.copy()
        lot.update(student.encode())
        yield lot.digest()


def places_of(words: NDArray[np.uint64]) -> Ranks:
    """The place of each lot, from 0; ``words``: a row a lot, as four numbers of 64 bits, the first the weightiest."""
    ranks = np.empty(len(words), np.int32)
    ranks[order_of(words)] = np.arange(len(words), dtype=np.int32)
    return ranks


def order_of(words: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Which lot comes first, which second, and so on."""
    first = words[:, 0].astype(np.uint64)
    order = np.argsort(first)
    ordered = first.take(order)
    if (ordered[1:] == ordered[:-1]).any():  # two lots that share the first 64 bits are settled by the rest
        order = np.lexsort((words[:, 3], words[:, 2], words[:, 1], words[:, 0]))
    return order
