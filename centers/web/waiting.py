"""What of a centre waits for its reader, whatever the subject: what travels the chain, and reports that are late (smm/5/3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from centers.choices import IN_THE_CENTRE, STANDING
from centers.models import Center, YearlyReport
from centers.permissions.plans import may_open
from centers.reporting import owing
from centers.subjects import SUBJECTS, Sent


@dataclass(frozen=True, slots=True)
class Waits:
    """``status``, ``state``: the record's, and its words; empty of what does not exist yet."""

    name: str
    url: str
    status: str = ""
    state: str = ""
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRows:
    """What may wait, unread: of each subject, the centre with the report that it owes, and the reports that somebody opened."""

    of_subjects: tuple[tuple[Sent, QuerySet[Any]], ...]
    owed: QuerySet[Any]
    opened: QuerySet[Any]

    @property
    def all(self) -> tuple[QuerySet[Any], ...]:
        return (*(rows for _, rows in self.of_subjects), self.owed, self.opened)


def rows_of(center: Center, user: User, on: date) -> WaitingRows:
    of_subjects = tuple(
        (one, one.seen_by(user).filter(center=center).waiting_for(user, on).order_by("state_since", "pk"))
        for one in SUBJECTS
    )
    may_report = center.status in STANDING and may_open(user, center)
    centers = Center.objects.filter(pk=center.pk) if may_report else Center.objects.none()
    reports = YearlyReport.objects.filter(center__in=centers).in_hand()
    return WaitingRows(of_subjects, owing(centers, on), reports.values_list("year", flat=True))


def told(waiting: WaitingRows, center: Center, on: date) -> list[Waits]:
    """What is late first, then by its last day, then as the subjects are told."""
    found = _late_reports(waiting, center)
    for subject, rows in waiting.of_subjects:
        found += [_of(subject, record, on) for record in rows]
    return sorted(found, key=lambda one: (not one.is_late, one.due_on or date.max))


def _of(subject: Any, record: Any, on: date) -> Waits:
    due = subject.due(record) if subject.due else None
    is_late = due is not None and due < on and record.status in IN_THE_CENTRE
    return Waits(str(record), subject.url(record), record.status, record.get_status_display(), due, is_late)


def _late_reports(waiting: WaitingRows, center: Center) -> list[Waits]:
    """The report that nobody opened although its last day is over; one at most, since a centre owes one at a time."""
    address = reverse("centers:report_new", args=[center.pk])
    return [
        Waits(f"{owed.report_year} faaliyet raporu hazırlanmadı", address, due_on=owed.due_on, is_late=True)
        for owed in waiting.owed
        if owed.report_year not in set(waiting.opened)
    ]
