"""Celery's way in: the nightly end of retention terms."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from .acts.retention import forget_applicants as forget


@shared_task
def forget_applicants(**_: Any) -> None:
    """Take personal data off applications whose round's retention term is over."""
    forget(on=localdate())
