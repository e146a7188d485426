"""Keeps the stored stars true to the thresholds in force: they rest on statistics and on the policy."""

from __future__ import annotations

from datetime import date

from schools.acts import compute_stars
from schools.models import EmploymentYear

from .dossiers import policy_on


def refresh_stars(*, on: date) -> tuple[EmploymentYear | None, int]:
    """Compute the stars of the statistics in use under the policy of the day; ``(None, 0)`` where none are in use."""
    year = EmploymentYear.objects.filter(is_current=True).first()
    if year is None:
        return None, 0
    _, policy = policy_on(on)
    stored = compute_stars(
        year,
        min_employment=policy.concentration_min_employment,
        specialisation_min=float(policy.specialisation_min),
    )
    return year, stored
