"""Criteria of transfers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from transfers.acts import publish_criteria
from transfers.models import CriteriaComponent, TransferCriteria

from . import TODAY, make_user


def make_component(version: TransferCriteria | None = None, key: str = "grade_9", **values: Any) -> CriteriaComponent:
    version = version or TransferCriteria.objects.create(name="Taslak ölçütler")
    return CriteriaComponent.objects.create(
        **{"version": version, "key": key, "label": key, "maximum": Decimal(100), "weight": Decimal(1), **values}
    )


def make_criteria_draft(**values: Any) -> TransferCriteria:
    """Two year-end scores of equal weight; between equals the later year decides, then the earlier one."""
    version = TransferCriteria.objects.create(**{"name": "2026-2027 ölçütleri", **values})
    make_component(version, "grade_9", label="9. sınıf yıl sonu başarı puanı", tie_rank=2)
    make_component(version, "grade_10", label="10. sınıf yıl sonu başarı puanı", tie_rank=1)
    return version


def make_criteria(**values: Any) -> TransferCriteria:
    """The same in force."""
    draft = make_criteria_draft(**values)
    return publish_criteria(draft, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, valid_from=date(2024, 9, 1))
