"""Bars for figures: counts become shares of the longest, which a template draws as SVG beside the number itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """``share``: 0 to 100, of the longest bar; ``tone``: good, bad, open, still, or empty for the accent."""

    label: str
    value: int
    share: float
    tone: str = ""
    url: str = ""


def bars(rows: Iterable[tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]]) -> list[Bar]:
    """Rows of a label and a count, and perhaps a tone and a link, in the order given."""
    listed = list(rows)
    longest = max((row[1] for row in listed), default=0) or 1
    return [Bar(row[0], row[1], round(100 * row[1] / longest, 1), *row[2:]) for row in listed]
