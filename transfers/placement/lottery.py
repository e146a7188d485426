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
    words = np.frombuffer(b"".join(_lots(begun, students)), dtype=">u8").reshape(-1, 4)
    return _places(order_of(words))


def places_of(beginnings: NDArray[np.uint64]) -> Ranks | None:
    """Each one's place in the lottery by the first 64 bits of its lot; ``None`` where two begin alike."""
    order = np.argsort(beginnings)
    return None if _some_alike(beginnings.take(order)) else _places(order)


def _lots(begun: Any, students: Iterable[str]) -> Iterator[bytes]:
    for student in students:
        lot = begun.copy()
        lot.update(student.encode())
        yield lot.digest()


def order_of(words: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Which lot comes first, which second, and so on; ``words``: a row a lot, as four numbers of 64 bits."""
    first = words[:, 0].astype(np.uint64)
    order = np.argsort(first)
    if _some_alike(first.take(order)):  # settled by the rest
        order = np.lexsort((words[:, 3], words[:, 2], words[:, 1], words[:, 0]))
    return order


def _some_alike(ordered: NDArray[np.uint64]) -> bool:
    return bool((ordered[1:] == ordered[:-1]).any())


def _places(order: NDArray[np.intp]) -> Ranks:
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
