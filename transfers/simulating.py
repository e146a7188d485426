"""Reads a round for a trial of criteria: applications without persons, the places, and what the criteria ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from designations.models import Designation

from .choices import ApplicationStatus, RunPurpose
from .dossiers import criteria_of
from .models import Application, CriteriaSimulation, Preference, TransferCriteria, TransferRound
from .rules.applicants import WITH_QUOTA
from .rules.scoring import Criteria

Tell = Callable[[int, int, str], None]


def digest_of(criteria: Criteria) -> str:
    """What a version asks, as SHA-256: another component, weight or condition gives another one."""
    return sha256(repr(astuple(criteria)).encode()).hexdigest()


def was_tried(version: TransferCriteria) -> bool:
    """Whether the version, as it stands, was tried on a round to the end."""
    tried = CriteriaSimulation.objects.filter(version=version, figures__isnull=False)
    return bool(tried.filter(asked=digest_of(criteria_of(version))).exists())


def rounds_to_try() -> Any:
    """Rounds that took applications."""
    return TransferRound.objects.filter(pk__in=Application.objects.values("round"))


def compute(record: CriteriaSimulation, tell: Tell, *, on: date) -> dict[str, Any]:
    """The figures of a simulation; ``tell`` hears of each step."""
    # NumPy is imported where somebody is placed, and only there.
    from .trials import figures_of, tried  # noqa: PLC0415

    taking = record.round
    tell(0, 4, "Başvurular okunuyor")
    places, entries = places_of(taking, on), entries_of(taking)
    tell(1, 4, f"{len(entries)} başvuru yürürlükteki ölçütlerle yerleştiriliyor")
    before = tried(criteria_of(record.compared_with), entries, places, seed=taking.seed)
    tell(2, 4, f"{len(entries)} başvuru taslakla yerleştiriliyor")
    after = tried(criteria_of(record.version), entries, places, seed=taking.seed)
    tell(3, 4, "Sonuçlar karşılaştırılıyor")
    return figures_of(before, after, entries, places)


def places_of(taking: TransferRound, on: date) -> dict[str, Any]:
    """The round's programmes by code; a school's type is that of the day."""
    from .placement import Programme  # noqa: PLC0415
    from .stored.reading import offers_of  # noqa: PLC0415
    from .trials import Place  # noqa: PLC0415

    quotas = taking.quotas.select_related("school", "field").in_bulk()
    types: dict[int, set[str]] = defaultdict(set)
    held = Designation.objects.in_force(on).filter(
        type__in=WITH_QUOTA, school__in={q.school_id for q in quotas.values()}
    )
    for row in held:
        types[row.school_id].add(str(row.get_type_display()))
    found = {}
    for offer in offers_of(taking, RunPurpose.MAIN):
        quota = quotas[offer.quota]
        programme = Programme(
            key_of(offer.quota, offer.kind), offer.seats, offer.reserved_group, offer.reserved_seats, offer.held
        )
        named = ", ".join(sorted(types[quota.school_id])) or "Bugün belirlenmiş özelliği yok"
        found[programme.code] = Place(programme, str(quota.field), named)
    return found


def key_of(quota: int, kind: str) -> str:
    return f"{quota}:{kind}"


def entries_of(taking: TransferRound) -> list[Any]:
    """Every application that was not withdrawn, by its key alone."""
    from .stored.inputs import name_of  # noqa: PLC0415
    from .trials import Entry  # noqa: PLC0415

    wishes: dict[int, list[str]] = defaultdict(list)
    asked = Preference.objects.filter(application__round=taking).order_by("application", "rank")
    for application, quota, kind in asked.values_list("application", "quota", "kind"):
        wishes[application].append(key_of(quota, kind))
    rows = Application.objects.filter(round=taking).exclude(status=ApplicationStatus.WITHDRAWN)
    return [
        Entry(
            name_of(row.pk),
            row.school.province.name,
            str(row.field),
            row.has_penalty,
            row.group,
            {key: Decimal(value) for key, value in row.values.items()},
            tuple(wishes[row.pk]),
        )
        for row in rows.select_related("school__province", "field").order_by("pk")
    ]
