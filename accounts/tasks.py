"""Celery's way in: stored answers of the API that are kept no longer."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from .api.repeating import forget_old


@shared_task
def forget_stored_answers(**_: Any) -> None:
    """Delete answers to calls with an ``Idempotency-Key`` when their time is over."""
    forget_old()
