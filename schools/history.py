"""What is kept of the register's past: institutions with all their rows, the Annex, and the employment statistics."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflow.history.kinds import Kept, Part, in_force_words

from .acts.sections import FIRST_MONTH_OF_SCHOOL_YEAR
from .models import (
    BoardingNeed,
    Declaration,
    Dormitory,
    Employment,
    EmploymentYear,
    Enrolment,
    PhysicalStandard,
    School,
    SchoolField,
    SchoolName,
    SchoolSuccession,
    Site,
    Space,
    StandardsVersion,
    StandardValue,
    TransportLink,
)


def _enrolment(row: Any) -> str:
    return f"{row}{f', {row.field}' if row.field_id else ''}"


def lasts(row: Any, on: date) -> bool:
    """From ``starts_on`` to ``ends_on``, both included; an open side has no end."""
    return (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on)


def _is_taught(row: Any, on: date) -> bool:
    """From its opening until, without, its closing; what is only planned is not taught."""
    opened = row.opened_on is None or row.opened_on <= on
    return not row.is_planned and opened and (row.closed_on is None or row.closed_on > on)


def school_year(on: date) -> int:
    """The year in which the school year of a day began."""
    return on.year if on.month >= FIRST_MONTH_OF_SCHOOL_YEAR else on.year - 1


def _of_year(row: Any, on: date) -> bool:
    return bool(row.year == school_year(on))


def _standing(school: Any, on: date) -> str:
    names = [row.name for row in school.names.all() if lasts(row, on)]
    name = f"Kurumun {on:%d.%m.%Y} günündeki adı: {names[0] if names else school.name}."
    if school.closed_on and school.closed_on <= on:
        return f"{name} Kurum {school.closed_on:%d.%m.%Y} günü kapanmıştı."
    return name


SCHOOL = Kept(
    School,
    slug="okul",
    page="designations:school",
    standing=_standing,
    parts=(
        Part(SchoolName, "school", valid=lasts),
        Part(SchoolField, "school", valid=_is_taught),
        Part(Enrolment, "school", title=_enrolment, valid=_of_year),
        Part(Space, "school", many=("fields",)),
        Part(Dormitory, "school"),
        Part(TransportLink, "school", title=lambda row: str(row.dormitory)),
        Part(BoardingNeed, "school", valid=_of_year),
        Part(Site, "school", many=("suited_fields",), valid=lasts),
        Part(StandardValue, "school", title=lambda row: row.code),
        Part(Declaration, "school", title=lambda row: row.get_section_display()),
        Part(SchoolSuccession, "predecessor"),
        Part(SchoolSuccession, "successor"),
    ),
)
STANDARDS = Kept(
    StandardsVersion, slug="standart", standing=in_force_words, parts=(Part(PhysicalStandard, "version"),)
)
EMPLOYMENT = Kept(
    EmploymentYear,
    slug="istatistik",
    parts=(Part(Employment, "year", title=lambda row: f"{row.province}, NACE {row.nace}"),),
)
KEPT = (SCHOOL, STANDARDS, EMPLOYMENT)
