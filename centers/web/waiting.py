"""What of a centre waits for its reader, whatever the subject: what travels the chain, and reports that are late (smm/5/3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from centers.choices import IN_THE_CENTRE, STANDING
from centers.models import Center, YearlyReport
from centers.permissions.plans import may_open
from centers.reporting import owing
from centers.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Waits:
    """``status``, ``state``: the record's, and its words; empty of what does not exist yet."""

    name: str
    url: str
    status: str = ""
    state: str = ""
    due_on: date | None = None
    is_late: bool = False


def waiting_in(center: Center, user: User, on: date) -> list[Waits]:
    """A query a subject; what is late first, then by its last day, then as the subjects are told."""
    found = [_late_report(center, user, on)]
    for subject in SUBJECTS:
        rows = subject.seen_by(user).filter(center=center).waiting_for(user, on)
        found += [_of(subject, record, on) for record in rows.order_by("state_since", "pk")]
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: (not one.is_late, one.due_on or date.max))


def _of(subject: Any, record: Any, on: date) -> Waits:
    due = subject.due(record) if subject.due else None
    is_late = due is not None and due < on and record.status in IN_THE_CENTRE
    return Waits(str(record), subject.url(record), record.status, record.get_status_display(), due, is_late)


def _late_report(center: Center, user: User, on: date) -> Waits | None:
    """The report that nobody opened although its last day is over."""
    if center.status not in STANDING or not may_open(user, center):
        return None
    owed = owing(Center.objects.filter(pk=center.pk), on).first()
    if owed is None or YearlyReport.objects.filter(center=center, year=owed.report_year).in_hand().exists():
        return None
    address = reverse("centers:report_new", args=[center.pk])
    return Waits(f"{owed.report_year} faaliyet raporu hazırlanmadı", address, due_on=owed.due_on, is_late=True)
