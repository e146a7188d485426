"""Celery's way to the desk: the daily digests by e-mail, and the yearly report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from celery import shared_task
from django.urls import reverse
from django.utils.timezone import now

from workflow.choices import NoticeKind
from workflow.jobs import running
from workflow.notices import tell

from .digests import send_due
from .yearly.acts import make_report


@shared_task
def send_digests(*, at: str = "", **_: Any) -> None:
    """Send the digests that are due; ``at``: another moment than now, in ISO form."""
    send_due(datetime.fromisoformat(at) if at else now())


@shared_task
def make_yearly_report(*, job: str, report: int, on: str, **_: Any) -> None:
    """Count and print a yearly report, and say that it is there; what a killed worker had counted stays."""
    with running(job) as progress:
        made = make_report(report, on=date.fromisoformat(on), tell=progress.tell)
        progress.result = {"digest": made.digest}
        text = f"{made.year} yıllık raporu hazır."
        address = reverse("desk:yearly_report", args=[made.pk])
        tell([made.by], text, address, occasion=f"yearly-report-{made.pk}", kind=NoticeKind.JOB)
