"""The clock of a whole run of the tests: ``TESTS_AS_OF=2027-09-01``, or ``next-school-year`` for the first day of the next one."""

from __future__ import annotations

import sys
from datetime import date, datetime

from django.utils import timezone

NEXT_SCHOOL_YEAR = "next-school-year"
REAL = timezone.now


def day_of(asked: str) -> date:
    """The day that is asked for, in ISO form or by its name."""
    from designations.rules.follow_up import school_year_of
    from designations.rules.yearly import days_of

    if asked == NEXT_SCHOOL_YEAR:
        return days_of(school_year_of(timezone.localdate(REAL())) + 1)[0]
    return date.fromisoformat(asked)


def set_clock(asked: str) -> None:
    """Let the clock go on from that day. Days and moments of Django all come from one function; the database keeps its own."""
    ahead = day_of(asked) - timezone.localdate(REAL())

    def shifted() -> datetime:
        return REAL() + ahead

    timezone.now = shifted
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("now") is REAL:
            module.now = shifted
