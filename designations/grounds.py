"""On which figures a check of the country rests beside the register: so that two checks can be told apart by them."""

from __future__ import annotations

import hashlib
from datetime import date

from schools.models import Employment, EmploymentYear, FieldSector, StandardsVersion
from workflow.law.reading import law_now

from .dossiers import policy_on
from .models import ClusterVersion, CountryCheck, PolicyVersion
from .rules.opportunities import Ground


def put_down_ground(check: CountryCheck, version: PolicyVersion | None) -> None:
    """On what the check rests beside the register."""
    check.policy = version
    check.clusters = ClusterVersion.objects.in_force(check.as_of)
    check.standards = StandardsVersion.objects.in_force(check.as_of)
    check.year = EmploymentYear.objects.filter(is_current=True).first()
    check.statistics = _digest_of_statistics(check.year)
    check.law = law_now().ground(check.as_of)


def _digest_of_statistics(year: EmploymentYear | None) -> str:
    """Changes with the employment figures in use and with the sectors of the fields."""
    if year is None:
        return ""
    rows = Employment.objects.filter(year=year).order_by("province_id", "nace")
    figures = list(rows.values_list("province_id", "nace", "employees"))
    sectors = sorted(FieldSector.objects.filter(is_primary=True).values_list("field__code", "nace"))
    return hashlib.sha256(repr((year.year, figures, sectors)).encode()).hexdigest()


def ground_now(on: date) -> Ground:
    """The figures that are in force on the day."""
    check = CountryCheck(as_of=on)
    put_down_ground(check, policy_on(on)[0])
    return ground_of(check)


def ground_of(check: CountryCheck | None) -> Ground:
    if check is None:
        return Ground()
    return Ground(check.policy_id, check.clusters_id, check.standards_id, check.statistics, check.law)
