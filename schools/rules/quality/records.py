"""What the checks of the register's data look at: one school's entries, as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

FIRST_MONTH_OF_SCHOOL_YEAR = 9


class FieldRow(NamedTuple):
    """A field that is taught, or is to be taught (``is_planned``), on the day of the check."""

    field: int
    name: str
    is_planned: bool


class EnrolmentRow(NamedTuple):
    """Students of a school year (2025: 2025-2026) and grade; ``field`` ``None``: none is entered."""

    pk: int
    year: int
    grade: int
    field: int | None
    name: str | None
    girls: int
    boys: int


class SpaceRow(NamedTuple):
    """A room; ``fields``: those that use it."""

    pk: int
    kind: str
    name: str
    places: int | None
    fields: frozenset[int]


class DormitoryRow(NamedTuple):
    """A dormitory; ``None``: not known."""

    pk: int
    name: str
    girls_places: int
    girls_occupied: int | None
    boys_places: int
    boys_occupied: int | None
    stated_on: date | None


class NeedRow(NamedTuple):
    """How many need a place to board, in a school year."""

    pk: int
    year: int
    girls: int
    boys: int


class SiteRow(NamedTuple):
    """Where the school stands on the day; ``host`` is the enterprise whose building, factory or facility it is."""

    kind: str
    suitability_known: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A school's entries. ``declared``: sections stated complete, with the day; ``None`` anywhere: not known.

    ``unlinked``: dormitories of the education region of which nobody said whether they are reached; ``unmeasured``: names of
    the rows of the Annex in force without a value; ``without_sector``, ``without_figures``: fields that no sector, or no
    employment figure of the province, stands behind.
    """

    code: str | None = None
    attached_to_gd: bool | None = None
    province: int = 0
    district: int | None = None
    district_province: int | None = None
    education_region: int | None = None
    registration_area: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    addable_places: int | None = None
    closed_on: date | None = None
    listed_on: date | None = None
    declared: Mapping[str, date] = field(default_factory=dict)
    fields: tuple[FieldRow, ...] = ()
    enrolments: tuple[EnrolmentRow, ...] = ()
    spaces: tuple[SpaceRow, ...] = ()
    dormitories: tuple[DormitoryRow, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    site: SiteRow | None = None
    links: int = 0
    unlinked: int = 0
    unmeasured: tuple[str, ...] = ()
    without_sector: tuple[FieldRow, ...] = ()
    without_figures: tuple[FieldRow, ...] = ()

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on

    @property
    def last_year(self) -> int | None:
        """The newest school year of which students are entered."""
        return max((row.year for row in self.enrolments), default=None)

    def students_now(self) -> list[EnrolmentRow]:
        """The rows of the newest school year."""
        return [row for row in self.enrolments if row.year == self.last_year]


def months_between(then: date, on: date) -> int:
    """Whole months from one day to another; negative where the first lies ahead."""
    return (on.year - then.year) * 12 + on.month - then.month - (on.day < then.day)


def school_year(on: date) -> int:
    """The year in which the school year of a day began."""
    return on.year if on.month >= FIRST_MONTH_OF_SCHOOL_YEAR else on.year - 1


def begins(year: int) -> date:
    """The first day of a school year."""
    return date(year, FIRST_MONTH_OF_SCHOOL_YEAR, 1)
