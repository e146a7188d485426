"""Working days of the General Directorate: no weekends, no public holidays of Türkiye, no days off of the administration.

Pure Python. Which half days count, and why, is written in docs/adr/0007-working-days.md.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

WEEK, WORKING = 7, 5
ONE_DAY = timedelta(days=1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The whole days off under Law 2429, religious ones included; an afternoon off does not make a day off."""
    return frozenset(holidays.country_holidays("TR", years=year, categories=["public"]))


@cache
def _on_weekdays(year: int) -> tuple[int, ...]:
    """The ordinals of the year's public holidays that fall on a Monday to Friday, in order."""
    return tuple(sorted(day.toordinal() for day in public_holidays(year) if day.weekday() < WORKING))


def _weekdays_until(ordinal: int) -> int:
    """Mondays to Fridays from the first day of the calendar, a Monday, up to and with this one."""
    weeks, rest = divmod(ordinal, WEEK)
    return weeks * WORKING + min(rest, WORKING)


@dataclass(frozen=True)
class WorkingDays:
    """The calendar to count by; ``days_off``: those that the administration gave beyond the law."""

    days_off: frozenset[date] = frozenset()
    _extra: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        extra = (day.toordinal() for day in self.days_off if _is_lawful(day))
        object.__setattr__(self, "_extra", tuple(sorted(extra)))

    def has(self, day: date) -> bool:
        """Whether this is a working day."""
        return _is_lawful(day) and day not in self.days_off

    def between(self, since: date, until: date) -> int:
        """Working days after ``since`` up to and with ``until``; 0 where ``until`` is not later."""
        if until <= since:
            return 0
        low, high = since.toordinal(), until.toordinal()
        off = sum(_within(_on_weekdays(year), low, high) for year in range(since.year, until.year + 1))
        return _weekdays_until(high) - _weekdays_until(low) - off - _within(self._extra, low, high)

    def after(self, day: date, count: int) -> date:
        """The day by whose end ``count`` working days have passed since ``day``; ``day`` itself for none."""
        while count > 0:
            day += ONE_DAY
            count -= self.has(day)
        return day


def _is_lawful(day: date) -> bool:
    return day.weekday() < WORKING and day not in public_holidays(day.year)


def _within(ordinals: tuple[int, ...], low: int, high: int) -> int:
    """How many lie after ``low``, up to and with ``high``."""
    return bisect_right(ordinals, high) - bisect_right(ordinals, low)
