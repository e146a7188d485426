"""What was counted of a year, and the year itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

FIRST_YEAR = 2024  # the directive is in force since 15.02.2024
Number = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included: the calendar year, up to today where it is not over."""

    year: int
    first: date
    last: date

    @property
    def is_over(self) -> bool:
        return self.last == date(self.year, 12, 31)

    @property
    def eve(self) -> date:
        """The day before the first."""
        return self.first - timedelta(days=1)


def period_of(year: int, today: date) -> Period:
    """:class:`ValueError` with a Turkish sentence for a year that cannot be reported on."""
    if year < FIRST_YEAR:
        raise ValueError("Yönerge 15.02.2024’te yürürlüğe girdi; rapor 2024 yılından başlar.")
    if year > today.year:
        raise ValueError(f"{year} yılı henüz başlamadı.")
    return Period(year, date(year, 1, 1), min(date(year, 12, 31), today))


@dataclass(frozen=True, slots=True)
class Part:
    """``n`` records, and sums over them."""

    n: int
    sums: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """All records of a figure, and the same by what they can be split by: ``by["province"]["6"]``.

    Where a record belongs to several parts (a protocol of schools in two provinces), the parts add up to more than the whole.
    """

    whole: Part
    by: Mapping[str, Mapping[str, Part]] = field(default_factory=dict)

    def of(self, split: str, value: str) -> Part:
        return self.by.get(split, {}).get(value, Part(0))


@dataclass(frozen=True, slots=True)
class Facts:
    """``words``: for each split its values in the order in which people read them, with their words.

    ``has_result``: a placement of the year's round was announced.
    """

    period: Period
    counts: Mapping[str, Count]
    words: Mapping[str, Mapping[str, str]]
    has_result: bool = False

    def n(self, key: str) -> int:
        return self.counts[key].whole.n

    def sum(self, key: str, name: str) -> Number:
        return self.counts[key].whole.sums.get(name)


def share(part: Number, whole: Number) -> float | None:
    """Of a hundred, with one decimal; ``None`` where there is nothing to divide by."""
    return round(100 * float(part or 0) / float(whole), 1) if whole else None
