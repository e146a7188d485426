from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register

from workflow.people.institutions import Place, ask


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Kurumlar"

    def ready(self) -> None:
        from workflow.listing import declaring as listing

        ask(self)
        listing.declare("yuklemeler", "schools.listings.IMPORTS")
        listing.declare("veri-kalitesi", "schools.quality.listing.ITEMS")
        register(configuration_of_quality)

    def place_of(self, code: str) -> Place | None:
        """Where the rooms below, who do not know the register, find an institution that is open."""
        school = self.get_model("School").objects.filter(code=code, closed_on=None).first()
        return Place(school.name, school.province_id) if school else None

    def codes_in(self, provinces: Collection[int]) -> Any:
        return self.get_model("School").objects.filter(province__in=provinces).exclude(code=None).values("code")


def configuration_of_quality(**_: Any) -> list[Error]:
    """The setting ``QUALITY_CHECKS`` names checks and values that there are."""
    from .rules.quality import CHECKS, configured

    try:
        configured(CHECKS, settings.QUALITY_CHECKS)
    except ValueError as fault:
        return [Error(f"QUALITY_CHECKS: {fault}", id="schools.E001")]
    return []
