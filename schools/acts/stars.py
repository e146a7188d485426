"""Stores the three-star standing of every sector in every province, computed from a year's employment."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from schools.models import Employment, EmploymentYear, SectorStar
from schools.rules.concentration import concentrations


@transaction.atomic
def compute_stars(year: EmploymentYear, *, min_employment: int, specialisation_min: Decimal | float) -> int:
    """Compute and store the year's stars under these thresholds; returns how many standings were stored."""
    rows = Employment.objects.filter(year=year).values_list("province_id", "nace", "employees")
    standing = concentrations(
        {(province, nace): employees for province, nace, employees in rows},
        min_employment=min_employment,
        specialisation_min=specialisation_min,
    )
    SectorStar.objects.filter(year=year).delete()
    SectorStar.objects.bulk_create(
        [
            SectorStar(
                year=year,
                province_id=province,
                nace=nace,
                employees=found.employees,
                size=found.size,
                dominance=found.dominance,
                specialisation=found.specialisation,
                size_star=found.size_star,
                dominance_star=found.dominance_star,
                specialisation_star=found.specialisation_star,
                stars=found.stars,
            )
            for (province, nace), found in standing.items()
        ],
        batch_size=2000,
    )
    return len(standing)
