"""Holds a result to the records by the second implementation: what it reads, it reads through the models, not by COPY."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from transfers.choices import TAKING_PART, RunPurpose
from transfers.models import Preference, TransferRound
from transfers.placement import Programme, Wish
from transfers.rules.groups import key_of
from transfers.rules.verifier import Verifier

from .inputs import name_of
from .reading import KINDS, code_of, group_names, offers_of, rows_of

MOST_FAULTS = 50  # more than a person reads; their number is told


def report_on(taking: TransferRound, purpose: str, placed: Mapping[str, str]) -> dict[str, Any]:
    """``placed``: student → programme. What was looked at, and every fault (the first ``MOST_FAULTS`` of them in words)."""
    programmes, names = _programmes(taking, purpose)
    claims = _claims(taking, purpose, names)
    verifier = Verifier(programmes, claims, seed=taking.seed)
    faults = verifier.faults(placed)
    looked = {"students": len(verifier.lists), "preferences": len(claims), "programmes": len(programmes)}
    told = [fault._asdict() for fault in faults[:MOST_FAULTS]]
    return {
        "checked": {**looked, "placed": len(placed), "lots": len(verifier.lots)},
        "count": len(faults),
        "faults": told,
    }


def _programmes(taking: TransferRound, purpose: str) -> tuple[list[Programme], dict[tuple[int, str], str]]:
    made, names = [], {}
    for one in offers_of(taking, purpose):
        made.append(Programme(one.code, one.seats, one.reserved_group, one.reserved_seats, one.held))
        names[(one.quota, one.kind)] = one.code
    for quota in rows_of(taking.quotas.all()):
        for kind in KINDS:
            if (quota["id"], kind) not in names:  # asked for while it was offered
                names[(quota["id"], kind)] = code = code_of(quota, kind)
                made.append(Programme(code, 0))
    return made, names


def _claims(taking: TransferRound, purpose: str, names: Mapping[tuple[int, str], str]) -> list[Wish]:
    groups = group_names(taking)
    rows = Preference.objects.filter(
        application__round=taking, application__status__in=TAKING_PART[RunPurpose(purpose)]
    ).values_list(
        "application_id", "rank", "quota_id", "kind", "application__score", "application__ties", "application__group"
    )
    return [
        Wish(name_of(key), rank, names[(quota, kind)], score, tuple(map(Decimal, ties)), groups.get(key_of(group), ""))
        for key, rank, quota, kind, score, ties, group in rows.order_by("application_id", "rank").iterator(10_000)
    ]
