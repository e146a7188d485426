"""The way of what a centre sends: general coordinator, school, district, province, General Directorate, perhaps a unit of the
Ministry (smm/5/3, smm/8/2, smm/9/2). Who is next, who may stand in for a level that has nobody, and how long each had it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """In the order of the way."""

    COORDINATOR = "coordinator"
    SCHOOL = "school"
    DISTRICT = "district"
    PROVINCE = "province"
    DIRECTORATE = "directorate"
    UNIT = "unit"


ORDER: tuple[Level, ...] = tuple(Level)
# Decides itself and in nobody's place.
NEVER_STANDS_IN = frozenset({Level.COORDINATOR, Level.UNIT})


@dataclass(frozen=True, slots=True)
class Way:
    """``by_general_coordinator``: the general coordinator prepared it and has nothing to look at again (smm/9/2).

    ``by_school``: the school's directorate prepared it itself. ``has_district``: the school lies in a district.
    ``asks_unit``: a unit of the Ministry decides after the General Directorate.
    """

    by_general_coordinator: bool = False
    by_school: bool = False
    has_district: bool = True
    asks_unit: bool = False

    @property
    def levels(self) -> tuple[Level, ...]:
        left_out = set()
        if self.by_general_coordinator or self.by_school:
            left_out.add(Level.COORDINATOR)
        if not self.has_district:
            left_out.add(Level.DISTRICT)
        if not self.asks_unit:
            left_out.add(Level.UNIT)
        return tuple(level for level in ORDER if level not in left_out)

    @property
    def first(self) -> Level:
        return self.levels[0]

    def after(self, level: Level) -> Level | None:
        """The level behind this one; ``None`` after the last."""
        behind = [other for other in self.levels if ORDER.index(other) > ORDER.index(level)]
        return behind[0] if behind else None


def acting_at(level: Level, manned: Collection[Level], way: Way, *, stands_in: bool) -> Level | None:
    """The level that acts at ``level``: itself, or where nobody is on duty there, the nearest above it that is manned.

    ``stands_in`` off, or nobody above up to the General Directorate: nobody acts. The unit of the Ministry is never stood in
    for; the General Directorate records what it decided.
    """
    if level is Level.UNIT:
        return Level.DIRECTORATE
    if level in manned or not stands_in:
        return level if level in manned else None
    above = [other for other in way.levels if ORDER.index(other) > ORDER.index(level)]
    return next((other for other in above if other in manned and other not in NEVER_STANDS_IN), None)


@dataclass(frozen=True, slots=True)
class Stay:
    """From one day to another at a level; an open end lasts until today."""

    level: str
    since: date
    until: date | None


def days_by_level(stays: Iterable[Stay], *, today: date, between: Callable[[date, date], int]) -> dict[str, int]:
    """Days that each level had it altogether, in the order in which it came to them; ``between`` counts them (working days)."""
    found: dict[str, int] = {}
    for stay in stays:
        found[stay.level] = found.get(stay.level, 0) + max(between(stay.since, stay.until or today), 0)
    return found


def faults_of_notes(notes: Sequence[tuple[str, str]], parts: Collection[str]) -> str:
    """Why a return cannot be made with these notes (part, words); empty when it can."""
    if not notes:
        return "Hangi bölümün neden düzeltileceğini yazın."
    if strange := [part for part, _ in notes if part not in parts]:
        return f"Böyle bir bölüm yok: {', '.join(strange)}."
    if len({part for part, _ in notes}) != len(notes):
        return "Bir bölüm bir kez yazılır."
    return "" if all(words.strip() for _, words in notes) else "Her bölüm için neyin düzeltileceğini yazın."
