"""Personal data of applicants go when the retention term of their round is over (administrative procedure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from schools.choices import PERSONAL, ImportStatus
from schools.models import FileImport
from transfers.choices import RoundStatus
from transfers.models import Application, ApplicationDecision, Preference, TransferRound
from transfers.rules.calendar import months_after
from workflow.journal import record_acts

BATCH = 1000
FORGOTTEN = "Saklama süresi dolduğu için silindi."
UNWRITTEN = timedelta(days=30)


def forget_applicants(*, on: date) -> int:
    """Take number, figures, findings and reasons off the applications of closed rounds whose term is over; how many it were.

    Score, field and preferences stay for the figures; nothing leads to a person any more. Done again, it does nothing.
    """
    closed = TransferRound.objects.filter(status=RoundStatus.CLOSED)
    kept_no_longer = [one for one in closed if months_after(one.waiting_until, one.retention_months) < on]
    over = [one.pk for one in kept_no_longer]
    forget_files(kept_no_longer, on=on)
    told = 0
    while done := _forget(over, on):
        told += done
    return told


@transaction.atomic
def _forget(rounds: list[int], on: date) -> int:
    named = Application.objects.select_for_update(of=("self",)).filter(round__in=rounds).exclude(student_number="")
    rows = list(named.select_related("round").order_by("pk")[:BATCH])
    for row in rows:
        row.student_number, row.values, row.ties, row.group = "", {}, [], ""
        row.revision += 1
    Application.objects.bulk_update(rows, ["student_number", "values", "ties", "group", "revision"])
    Preference.objects.filter(application__in=rows).update(findings=[])
    ApplicationDecision.objects.filter(application__in=rows).update(reason=FORGOTTEN)
    details = {row.pk: {"retention_months": row.round.retention_months} for row in rows}
    record_acts(rows, act="forget", label="Kişisel veriler silindi", by=None, on=on, details=details)
    return len(rows)


@transaction.atomic
def forget_files(rounds: Sequence[TransferRound], *, on: date) -> int:
    """Take away the tables of applications and registrations that were brought for these rounds, and those that were never written for a month.

    What remains says who brought a file on which day, and how many rows it had.
    """
    rows = FileImport.objects.select_for_update(of=("self",)).filter(source__in=PERSONAL).exclude(file="")
    unwritten = ~Q(status=ImportStatus.WRITTEN) & Q(created_at__date__lt=on - UNWRITTEN)
    last = max((one.waiting_until for one in rounds), default=None)
    found = list(rows.filter(unwritten if last is None else unwritten | Q(created_at__date__lte=last)))
    for brought in found:
        brought.lines.all().delete()
        brought.file.delete(save=False)
        brought.save(update_fields=["file"])
    record_acts(
        found, act="forget", label="Kişisel veriler silindi", by=None, on=on, details={one.pk: {} for one in found}
    )
    return len(found)
