"""What waits in the demonstration's round: a change of places for the General Directorate to decide on."""

from __future__ import annotations

from datetime import date
from typing import Any

from transfers.acts import QUOTA
from transfers.choices import QuotaStatus
from transfers.models import TransferRound
from workflow.refusals import Invalid


def ask_for_changes(taking: TransferRound, people: dict[str, Any], today: date) -> None:
    """The first approved quota asks for more places by day; who decides finds it on the desk."""
    first = taking.quotas.filter(status=QuotaStatus.APPROVED).order_by("pk").first()
    if first is None:
        return
    figures = {name: getattr(first, name) for name in ("girls_places", "boys_places")}
    try:
        QUOTA.acts["ask_change"](
            first, by=people["uzman"], on=today, reason="Atölye genişledi (gösterim).",
            day_places=first.day_places + 4, **figures,
        )  # fmt: skip
    except Invalid:
        return
