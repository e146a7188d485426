"""What is kept of the register's past: institutions with all their rows, the Annex, and the employment statistics."""

from __future__ import annotations

from typing import Any

from workflow.history.kinds import Kept, Part

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


SCHOOL = Kept(
    School,
    parts=(
        Part(SchoolName, "school"),
        Part(SchoolField, "school"),
        Part(Enrolment, "school", title=_enrolment),
        Part(Space, "school", many=("fields",)),
        Part(Dormitory, "school"),
        Part(TransportLink, "school", title=lambda row: str(row.dormitory)),
        Part(BoardingNeed, "school"),
        Part(Site, "school", many=("suited_fields",)),
        Part(StandardValue, "school", title=lambda row: row.code),
        Part(Declaration, "school", title=lambda row: row.get_section_display()),
        Part(SchoolSuccession, "predecessor"),
        Part(SchoolSuccession, "successor"),
    ),
)
STANDARDS = Kept(StandardsVersion, parts=(Part(PhysicalStandard, "version"),))
EMPLOYMENT = Kept(
    EmploymentYear, parts=(Part(Employment, "year", title=lambda row: f"{row.province}, NACE {row.nace}"),)
)
KEPT = (SCHOOL, STANDARDS, EMPLOYMENT)
