"""Certificates of those who succeeded: numbered at once, printed by a worker (administrative practice)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from centers.choices.activities import ActivityState, Result
from centers.models import Activity, Participant
from centers.permissions.activities import may_run
from workflow import jobs
from workflow.refusals import Invalid

from .activities import ACTIVITY

TASK = "centers.tasks.print_certificates"


@ACTIVITY.act("Belgeleri düzenle", source=ActivityState.CONCLUDED, may=may_run, done="Belgeler arka planda basılıyor.")
def issue_certificates(activity: Activity, /, *, by: User, on: date) -> dict[str, Any]:
    """Numbers the certificates of all who succeeded and has them printed in the background."""
    succeeded = activity.participants.filter(result=Result.SUCCESSFUL).order_by("pk")
    rows = list(succeeded.filter(certificate_number="").exclude(identity_number=""))
    if not rows:
        there = succeeded.exclude(certificate_number="").exists()
        raise Invalid("Bütün belgeler düzenlenmiş." if there else "Başarılı katılımcı yok; belge düzenlenmez.")
    first = succeeded.exclude(certificate_number="").count() + 1
    for number, row in enumerate(rows, start=first):
        row.certificate_number = f"SMM-{activity.year}-{activity.pk:05d}-{number:04d}"
    Participant.objects.bulk_update(rows, ["certificate_number"], batch_size=1000)
    jobs.start(TASK, title=f"Belgeler basılıyor: {activity}"[:200], by=by, pk=activity.pk)
    return {"certificates": len(rows)}


def print_all(activity: Activity, *, issue: Callable[[Participant], Any], tell: Callable[[int, int], None]) -> int:
    """Prints each certificate that has a number; done again, it prints what is missing. ``issue`` prints one."""
    rows = activity.participants.exclude(certificate_number="").select_related("activity__center__school__province")
    total = rows.count()
    for done, row in enumerate(rows.order_by("pk").iterator(chunk_size=200), start=1):
        with transaction.atomic():
            issue(row)
        tell(done, total)
    return total
