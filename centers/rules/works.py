"""The works of centres in figures: how many of each kind began in which year, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Counted(NamedTuple):
    """So many works of a kind that began in a year stand so."""

    kind: str
    year: int
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One kind, or all: ``by_year`` in the order of the years asked for; ``by_status`` in that of the states."""

    kind: str
    by_year: tuple[int, ...]
    by_status: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_status)


@dataclass(frozen=True, slots=True)
class Figures:
    """``years`` from the first to the last in which a work began, none left out; ``total`` is the line of all kinds (kind empty)."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    total: Line


def figures(counted: Iterable[Counted], kinds: Sequence[str], statuses: Sequence[str]) -> Figures:
    """A line for each kind, also for one of which there is nothing."""
    rows = list(counted)
    found = {row.year for row in rows}
    years = tuple(range(min(found), max(found) + 1)) if found else ()

    def line(kind: str, own: Sequence[Counted]) -> Line:
        by_year = tuple(sum(row.number for row in own if row.year == year) for year in years)
        return Line(kind, by_year, tuple(sum(row.number for row in own if row.status == one) for one in statuses))

    lines = tuple(line(kind, [row for row in rows if row.kind == kind]) for kind in kinds)
    return Figures(years, lines, line("", rows))
