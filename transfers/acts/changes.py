"""An approved quota: its places changed, asked for with a reason and decided on by another person; the quota closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count

from accounts.models import User
from protocols.models import SpecialProvision
from transfers.choices import QuotaStatus, RoundStatus
from transfers.guards import hold_dormitories_of
from transfers.models import Application, Quota
from transfers.permissions import (
    may_announce,
    may_approve_change,
    may_refuse_change,
    may_withdraw_change,
    may_withdraw_quota,
)
from transfers.rules.preferences import PLACES_OF
from transfers.rules.quotas import faults_of_change
from workflow.refusals import Invalid

from .quotas import BASIS, FIGURES, QUOTA, TOLD, fill, forget_change, given_reason, refuse, refuse_step

S = QuotaStatus
STEPS = (RoundStatus.ANNOUNCED, RoundStatus.OPEN)


@QUOTA.act(
    "Yer değişikliğini onayla", source=S.APPROVED, may=may_approve_change, cites=BASIS, holds=hold_dormitories_of, then=TOLD,
    done="Yer değişikliği onaylandı; yeni yerler geçerlidir.",
)  # fmt: skip
def approve_change(quota: Quota, /, *, by: User, on: date) -> dict[str, Any]:
    """Puts the places that are asked for in force; law and facts are asked again."""
    refuse_step(quota.round, *STEPS)
    before, after, noted = (
        _says(quota),
        dict(quota.asked or {}),
        {"asked_by": quota.asked_by, "why": quota.asked_reason},
    )
    _set(quota, after)
    _refuse_change(quota, before, after, on)
    forget_change(quota)
    return {"before": before, "after": after, **noted}


@QUOTA.act(
    "Yer değişikliği öner", source=S.APPROVED, may=may_withdraw_quota, cites=BASIS, holds=hold_dormitories_of,
    done="Yer değişikliği önerildi. Onaylanana kadar eski yerler geçerlidir.",
)  # fmt: skip
def ask_change(
    quota: Quota, /, *, by: User, on: date, reason: str, provision: SpecialProvision | None = None, **figures: Any
) -> dict[str, Any]:
    """Asks for other places than the approved ones; these hold until another person has approved the change."""
    refuse_step(quota.round, *STEPS)
    why, before = given_reason(reason), _says(quota)
    held = {name: getattr(quota, name) for name in (*FIGURES, "provision", "reserved_for")}
    fill(quota, provision, figures)
    after = _says(quota)
    _refuse_change(quota, before, after, on)
    for name, value in held.items():
        setattr(quota, name, value)
    quota.asked, quota.asked_by, quota.asked_on, quota.asked_reason = after, by, on, why
    return {"before": before, "asked": after}


@QUOTA.act("Yer değişikliğini geri çek", source=S.APPROVED, may=may_withdraw_change)
def withdraw_change(quota: Quota, /, *, by: User, on: date) -> dict[str, Any]:
    """Takes back what was asked for."""
    withdrawn = quota.asked
    forget_change(quota)
    return {"withdrawn": withdrawn}


@QUOTA.act("Yer değişikliğini reddet", source=S.APPROVED, may=may_refuse_change, danger=True, then=TOLD)
def refuse_change(quota: Quota, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Leaves the approved places as they are."""
    given_reason(reason)
    refused = quota.asked
    forget_change(quota)
    return {"refused": refused}


@QUOTA.act(
    "Kontenjanı kapat", source=S.APPROVED, target=S.CLOSED, may=may_announce, cites=BASIS, danger=True, then=TOLD
)
def close_quota(quota: Quota, /, *, by: User, on: date, reason: str) -> None:
    """Takes the places back: nobody may ask for them any more."""
    refuse_step(quota.round, RoundStatus.ANNOUNCED, RoundStatus.OPEN)
    quota.remark = given_reason(reason)
    forget_change(quota)


def _says(quota: Quota) -> dict[str, Any]:
    """Places and whom some are kept for, as JSON holds them."""
    return {**{name: getattr(quota, name) for name in FIGURES}, "provision": quota.provision_id}


def _set(quota: Quota, says: dict[str, Any]) -> None:
    key = says["provision"]
    provision = SpecialProvision.objects.filter(pk=key).first() if key else None
    if key and provision is None:
        raise Invalid("Yer ayıran özel hüküm artık yok; değişikliği yeniden önerin.")
    fill(quota, provision, says)


def _refuse_change(quota: Quota, before: dict[str, Any], after: dict[str, Any], on: date) -> None:
    if faults := faults_of_change(before, after, placed_in(quota)):
        raise Invalid(" ".join(faults.values()), faults)
    refuse(quota, on)


def placed_in(quota: Quota) -> dict[str, int]:
    """Students who hold a place, by the names of the places; nobody does before a placement has been announced."""
    held = Application.objects.filter(seat__quota=quota).values("seat__kind").annotate(students=Count("pk"))
    return {PLACES_OF[row["seat__kind"]]: row["students"] for row in held}
