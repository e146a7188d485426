"""Celery's way to the desk: the daily digests by e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from celery import shared_task
from django.utils.timezone import now

from .digests import send_due


@shared_task
def send_digests(*, at: str = "", **_: Any) -> None:
    """Send the digests that are due; ``at``: another moment than now, in ISO form."""
    send_due(datetime.fromisoformat(at) if at else now())
