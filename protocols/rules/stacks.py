"""Bars made of parts, for figures: amounts become lengths on a common scale. Plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Piece:
    """``start`` and ``length``: of 100, from the left; ``number``: which part it is, from 1."""

    number: int
    value: Decimal
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Stack:
    label: str
    total: Decimal
    pieces: tuple[Piece, ...]
    url: str = ""


def stacks(rows: Iterable[tuple[str, Sequence[Decimal], str]]) -> list[Stack]:
    """Rows of a label, amounts in the order of the parts, and a link; the longest bar is 100 long."""
    listed = [(label, list(values), url) for label, values, url in rows]
    longest = max((sum(values, Decimal(0)) for _, values, _ in listed), default=Decimal(0)) or Decimal(1)
    return [Stack(label, sum(values, Decimal(0)), _pieces(values, longest), url) for label, values, url in listed]


def _pieces(values: Sequence[Decimal], longest: Decimal) -> tuple[Piece, ...]:
    found, start = [], Decimal(0)
    for number, value in enumerate(values, start=1):
        if value > 0:
            found.append(Piece(number, value, _of_100(start, longest), _of_100(value, longest)))
        start += value
    return tuple(found)


def _of_100(amount: Decimal, longest: Decimal) -> float:
    return round(float(100 * amount / longest), 2)
