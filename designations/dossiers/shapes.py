"""Rows of the register in the shapes that the rules know."""

from __future__ import annotations

from typing import Any

from designations.rules.facts import DormitoryFacts, StandardFacts
from schools.models import PhysicalStandard


def sides_of(row: list[Any], *, own: bool, transport: bool | None) -> list[DormitoryFacts]:
    """One dormitory as the places for girls and those for boys that it has."""
    _, name, school, girls_places, girls_occupied, boys_places, boys_occupied = row
    label = name if own else f"{name} – {school}"
    sides = [("girls", girls_places, girls_occupied), ("boys", boys_places, boys_occupied)]
    return [
        DormitoryFacts(own, True, transport, whom, places, occupied, label)
        for whom, places, occupied in sides
        if places
    ]


def binding(kind: str, rows: list[PhysicalStandard]) -> tuple[tuple[str, ...], list[PhysicalStandard]]:
    """The rows that bind a type, behind their codes."""
    bound = [row for row in rows if kind in row.types]
    return tuple(row.code for row in bound), bound


def standards(rows: list[PhysicalStandard], measured: dict[str, tuple[Any, str]]) -> tuple[StandardFacts, ...]:
    """The rows with what a school measured, by their codes: the value, and where else the need is met."""
    return tuple(_standard(row, *measured.get(row.code, (None, ""))) for row in rows)


def _standard(row: PhysicalStandard, value: Any, met_by: str) -> StandardFacts:
    return StandardFacts(
        code=row.code,
        kind=row.kind,
        minimum=row.minimum,
        value=value,
        sponsor_allowed=row.sponsor_allowed,
        enterprise_allowed=row.enterprise_allowed,
        met_by=met_by or None,
        name=row.name,
        unit=row.unit,
    )
