"""The days of a round, in the order in which they follow each other; all of them administrative procedure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

# Each day with its name, and whether it may fall on the day before it in this row.
DAYS: tuple[tuple[str, str, bool], ...] = (
    ("applications_from", "Başvuruların ilk günü", True),
    ("applications_until", "Başvuruların son günü", True),
    ("evaluation_until", "Değerlendirmenin son günü", False),
    ("results_on", "Sonuçların ilan günü", True),
    ("objections_until", "İtirazların son günü", True),
    ("registration_until", "Kayıtların son günü", True),
    ("waiting_until", "Yedek yerleştirmenin son günü", True),
)
NAMES = tuple(name for name, _, _ in DAYS)
LABELS = {name: label for name, label, _ in DAYS}


def faults_of(days: Mapping[str, date]) -> dict[str, str]:
    """Which days cannot follow the one before, each with a sentence; empty where they all do."""
    found = {}
    for (before, label, _), (name, _, same) in pairwise(DAYS):
        told = f"“{label}” gününden ({days[before]:%d.%m.%Y})"
        if same and days[name] < days[before]:
            found[name] = f"{told} önce olamaz."
        elif not same and days[name] <= days[before]:
            found[name] = f"{told} sonra olmalıdır."
    return found


def faults_of_change(before: Mapping[str, date], after: Mapping[str, date], on: date) -> dict[str, str]:
    """Which days may not be moved so: one that has gone by stays, and none is moved into the past."""
    found = {}
    for name in NAMES:
        if before[name] == after[name]:
            continue
        if before[name] < on:
            found[name] = f"Bu gün geçti ({before[name]:%d.%m.%Y}); değiştirilemez."
        elif after[name] < on:
            found[name] = "Geçmiş bir güne alınamaz."
    return found


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
