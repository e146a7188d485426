"""Spaces that schools lack and no sponsor school covers, by province: computed from the Annex and the register (okul/8/5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from accounts.models import User
from protocols.dossiers import bound_schools, needs_of
from protocols.rules.sponsors import Standing
from schools.models import School

from .figures import Base


def _bound(user: User, on: date) -> School:
    rows = School.objects.visible_to(user).filter(pk__in=list(bound_schools(on)))
    return rows.select_related("province")  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class LackingSpaces:
    """Stands on the map beside the figures; it is counted from what the rules answer, not from rows of a table."""

    key: str = "hami-ihtiyaci"
    title: str = "Hami okul bekleyen mekân"
    base_key: str = "needs"
    base: Base = field(
        default_factory=lambda: Base(
            "Hami okullar",
            "mekân",
            "province",
            _bound,  # type: ignore[arg-type]
            "sektör içi ve sektöre entegre okullarda; bugün ne kendisinde ne hami okulda bulunanlar",
        )
    )

    def by_province(self, user: User, on: date) -> dict[int, int | None]:
        """Spaces missing by plate number; ``None`` where nothing is missing for certain and something is not known."""
        missing: dict[int, int] = {}
        unknown: set[int] = set()
        for one in needs_of(self.base.rows(user, on), on):
            plate = one.school.province_id
            stands = [Standing.UNKNOWN] if one.needs is None else [need.standing for need in one.needs]
            missing[plate] = missing.get(plate, 0) + stands.count(Standing.MISSING)
            if Standing.UNKNOWN in stands:
                unknown.add(plate)
        return {plate: None if not count and plate in unknown else count for plate, count in missing.items()}

    def url(self, province: int | None = None) -> str:
        address = reverse("protocols:sponsor_needs")
        return f"{address}?il={province}" if province else address
