"""Celery's way in: the daily seal, and the sweep for jobs whose worker died."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.utils.timezone import localdate, now

from .errands import perform, sweep_errands
from .jobs import sweep
from .models import CallCount
from .sealing import seal


@shared_task
def seal_the_day(**_: Any) -> None:
    """Seal all that was written until yesterday's end."""
    seal(localdate() - timedelta(days=1))


@shared_task
def perform_errand(*, errand: int, **_: Any) -> None:
    """Do what follows an act."""
    perform(errand)


@shared_task
def sweep_jobs(**_: Any) -> None:
    """Hand on again what a broker lost or a killed worker left: follow-ups of acts, and long work."""
    sweep_errands()
    sweep()


@shared_task
def forget_calls(**_: Any) -> None:
    """Delete the counts of API calls of windows that are long over."""
    CallCount.objects.before((now() - timedelta(days=1)).timestamp()).delete()
