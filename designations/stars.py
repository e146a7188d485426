"""Keeps the stored stars true to the thresholds in force: they rest on statistics and on the policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from schools.acts import compute_stars
from schools.models import Employment, EmploymentYear, FieldSector, School
from schools.rules.concentration import concentrations

from .dossiers import policy_on
from .rules.facts import Facts, Policy


def refresh_stars(*, on: date) -> tuple[EmploymentYear | None, int]:
    """Compute the stars of the statistics in use under the policy of the day; ``(None, 0)`` where none are in use."""
    year = EmploymentYear.objects.filter(is_current=True).first()
    if year is None:
        return None, 0
    _, policy = policy_on(on)
    stored = compute_stars(
        year,
        min_employment=policy.concentration_min_employment,
        specialisation_min=policy.specialisation_min,
    )
    return year, stored


def with_stars_under(policy: Policy, facts: Facts, school: School) -> Facts:
    """The facts with the stars that the school's fields would have under other thresholds; nothing is stored."""
    year = EmploymentYear.objects.filter(is_current=True).first()
    if year is None or not facts.fields:
        return facts
    rows = Employment.objects.filter(year=year).values_list("province_id", "nace", "employees")
    standing = concentrations(
        {(province, nace): employees for province, nace, employees in rows},
        min_employment=policy.concentration_min_employment,
        specialisation_min=policy.specialisation_min,
    )
    best: dict[str, int] = {}
    sectors = FieldSector.objects.filter(is_primary=True, field__code__in=[field.code for field in facts.fields])
    for code, nace in sectors.values_list("field__code", "nace"):
        found = standing.get((school.province_id, nace))
        if found is not None:
            best[code] = max(best.get(code, 0), found.stars)
    return replace(facts, fields=tuple(replace(f, stars=best.get(f.code or "")) for f in facts.fields))
