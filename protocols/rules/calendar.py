"""The days on which something recurring is due: plain arithmetic of the calendar, no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
MOST = 1000


def days_due(first: date, every: str, until: date | None) -> list[date]:
    """The first day and those that follow up to ``until`` (included), at most :data:`MOST`; ``once``: the first alone.

    Each is reckoned from the first day, so that what is due on the 31st is due on the last day of shorter months and on the
    31st again afterwards. Without an end only the first is known.
    """
    if until is not None and first > until:
        return []
    step = MONTHS.get(every)
    if step is None or until is None:
        return [first]
    days = [first]
    while len(days) < MOST:
        following = months_later(first, step * len(days))
        if following is None or following > until:
            break
        days.append(following)
    return days


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later, or the last one of a shorter month; none beyond the calendar's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
