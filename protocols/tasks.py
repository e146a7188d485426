"""Celery's way in: papers that follow a signature, and what a new day brings."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils.timezone import localdate

from .acts.days import open_the_day as open_day
from .models import Amendment, Protocol
from .papers import issue_amendment, issue_text
from .telling import warn


@shared_task
def after_signature(*, pk: int, **_: Any) -> None:
    """The text as it was signed."""
    issue_text(Protocol.objects.get(pk=pk))


@shared_task
def after_amendment(*, pk: int, **_: Any) -> None:
    """Old and new text side by side."""
    issue_amendment(Amendment.objects.select_related("protocol").get(pk=pk))


@shared_task
def open_the_day(**_: Any) -> None:
    """Put amendments into effect that hold from today, end the protocols whose term is over, tell of days to come."""
    open_day(on=localdate())
    warn(on=localdate())
