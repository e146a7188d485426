"""What goes into a run: programmes and preferences as arrays, with the hash that stands for all of it.

Students are named by the number of their application, nine digits: what the lottery is drawn with, and what the receipt shows.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transfers.placement import Market, Programme, Wish, draw
from transfers.placement.lottery import Ranks
from transfers.placement.market import priorities_of_columns

MILLIONTHS = 1_000_000
ARRAYS = ("students", "counts", "programme", "merits", "groups")


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme of the run: the places of one ``kind`` in a quota."""

    code: str
    quota: int
    kind: str
    seats: int
    reserved_group: str = ""
    reserved_seats: int = 0
    held: bool = False


def name_of(application: int) -> str:
    """The student's name in files and in the lottery."""
    return f"{application:09d}"


def names_of(applications: NDArray[np.int64]) -> list[str]:
    return [f"{key:09d}" for key in applications.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """``students``: keys of the applications, rising; ``counts``: how many preferences each has; ``programme``: of each
    preference, as its place in ``offers``; ``merits``: a row a student, score and tie values in millionths; ``groups``: of each
    student, 0 for none, else 1 + its place in ``group_names``. ``lots``: each student's place in the lottery, where it was
    read; else it is drawn.
    """

    seed: str
    offers: Sequence[Offer]
    group_names: Sequence[str]
    students: NDArray[np.int64]
    counts: NDArray[np.int16]
    programme: NDArray[np.int32]
    merits: NDArray[np.int64]
    groups: NDArray[np.int16]
    lots: Ranks | None = None

    @property
    def starts(self) -> NDArray[np.int64]:
        return np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))

    @property
    def names(self) -> list[str]:
        return names_of(self.students)

    def market(self) -> Market:
        """As the engine takes it."""
        reserved = np.array([one.reserved_seats for one in self.offers], np.int32)
        return Market(
            starts=self.starts,
            programme=self.programme,
            priority=np.repeat(priorities_of_columns(list(self.merits.T)), self.counts),
            lot=draw(self.seed, self.names) if self.lots is None else self.lots,
            open_seats=np.array([one.seats for one in self.offers], np.int32) - reserved,
            reserved=reserved,
            held=np.array([one.held for one in self.offers], np.bool_),
            in_group=self._in_group() if reserved.any() else None,
        )

    def _in_group(self) -> NDArray[np.bool_]:
        places = {name: place for place, name in enumerate(self.group_names, start=1)}
        of_offer = np.array(
            [places[one.reserved_group] if one.reserved_seats else -1 for one in self.offers], np.int16
        )
        return of_offer.take(self.programme) == np.repeat(self.groups, self.counts)

    def _head(self) -> bytes:
        head = {"seed": self.seed, "offers": [asdict(one) for one in self.offers], "groups": list(self.group_names)}
        return json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def sha256(self) -> str:
        """Of the head as JSON and then the arrays, little-endian, in the order of ``ARRAYS``."""
        found = sha256(self._head())
        for name in ARRAYS:
            array: NDArray[Any] = getattr(self, name)
            found.update(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data)
        return found.hexdigest()

    def packed(self) -> bytes:
        """For keeping: NumPy's own file of arrays, readable by anything that reads them."""
        kept = io.BytesIO()
        head = np.frombuffer(self._head(), np.uint8)
        np.savez(kept, head=head, **{name: getattr(self, name) for name in ARRAYS})
        return kept.getvalue()

    def wishes(self) -> Iterator[Wish]:
        """Each preference as files and people have it."""
        starts = self.starts.tolist()
        for place, name in enumerate(self.names):
            score, *ties = [Decimal(number) / MILLIONTHS for number in self.merits[place].tolist()]
            group = self.group_names[self.groups[place] - 1] if self.groups[place] else ""
            for number, row in enumerate(range(starts[place], starts[place + 1]), start=1):
                yield Wish(name, number, self.offers[self.programme[row]].code, score, tuple(ties), group)

    def programmes(self) -> list[Programme]:
        return [Programme(o.code, o.seats, o.reserved_group, o.reserved_seats, o.held) for o in self.offers]


def unpacked(content: bytes) -> Input:
    """The input that :meth:`Input.packed` wrote down."""
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        head = json.loads(bytes(kept["head"]).decode())
        arrays = {name: kept[name] for name in ARRAYS}
    return Input(head["seed"], [Offer(**one) for one in head["offers"]], head["groups"], **arrays)
