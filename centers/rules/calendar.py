"""What stands in a centre's calendar, and how a month of it is laid out. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

ONE_DAY, WEEK = timedelta(days=1), 7
LONG = 7  # entries of more days than this stand on their first and last day, and once above the month
MOST_IN_A_DAY = 4  # the others of a day stand in the list


@dataclass(frozen=True, slots=True)
class Entry:
    """``first`` to ``last``, both included; ``starts_at`` and ``minutes`` of what has an hour. ``key``: the same at every look."""

    key: str
    kind: str
    first: date
    last: date
    title: str
    center: str
    url: str
    starts_at: time | None = None
    minutes: int = 0
    place: str = ""
    state: str = ""
    cancelled: bool = False
    revision: int = 0

    @property
    def is_long(self) -> bool:
        return (self.last - self.first).days >= LONG

    @property
    def order(self) -> tuple[date, time, date, str, str]:
        return self.first, self.starts_at or time.min, self.last, self.title, self.key


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry on one day; ``edge``: that a long one begins or ends there."""

    entry: Entry
    edge: str = ""


@dataclass(slots=True)
class Day:
    """``more``: how many entries of the day do not stand here."""

    day: date
    in_month: bool
    seen: list[Seen] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month, Monday first, with the days around it; ``running``: long entries that have days in it."""

    year: int
    month: int
    weeks: tuple[tuple[Day, ...], ...]
    running: tuple[Entry, ...]

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week]


def span_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date(year, month, 1)
    behind = date(year + month // 12, month % 12 + 1, 1)
    return first, behind - ONE_DAY


def moved(year: int, month: int, by: int) -> tuple[int, int]:
    """The month so many months later, or earlier."""
    place = year * 12 + month - 1 + by
    return place // 12, place % 12 + 1


def laid_out(year: int, month: int, entries: Iterable[Entry], *, most: int = MOST_IN_A_DAY) -> Month:
    """The month with its entries, those of a day in order, at most so many of them."""
    first, last = span_of(year, month)
    start = first - timedelta(days=first.weekday())
    count = ((last - start).days // WEEK + 1) * WEEK
    days = [start + timedelta(days=number) for number in range(count)]
    by_day: dict[date, Day] = {day: Day(day, first <= day <= last) for day in days}
    ordered = sorted(entries, key=lambda one: one.order)
    for entry in ordered:
        for day, edge in _days_of(entry, days[0], days[-1]):
            _put(by_day[day], Seen(entry, edge), most)
    weeks = tuple(tuple(by_day[day] for day in days[place : place + WEEK]) for place in range(0, count, WEEK))
    running = tuple(one for one in ordered if one.is_long and one.first <= last and one.last >= first)
    return Month(year, month, weeks, running)


def _put(day: Day, seen: Seen, most: int) -> None:
    if len(day.seen) < most:
        day.seen.append(seen)
    else:
        day.more += 1


def _days_of(entry: Entry, first: date, last: date) -> list[tuple[date, str]]:
    if entry.is_long:
        found = [(entry.first, "başlar"), (entry.last, "biter")]
        return [(day, edge) for day, edge in found if first <= day <= last]
    length = (entry.last - entry.first).days + 1
    days = (entry.first + timedelta(days=number) for number in range(length))
    return [(day, "") for day in days if first <= day <= last]


def within(entries: Iterable[Entry], first: date, last: date) -> list[Entry]:
    """In order, those that have a day of the span."""
    return sorted((one for one in entries if one.first <= last and one.last >= first), key=lambda one: one.order)


def grouped(entries: Sequence[Entry], first: date) -> list[tuple[date, list[Entry]]]:
    """By the day on which each begins, or by ``first`` where it began before."""
    found: dict[date, list[Entry]] = {}
    for one in entries:
        found.setdefault(max(one.first, first), []).append(one)
    return sorted(found.items())
