"""A yearly report printed in the background: long reports take a while, and progress is shown (smm/11/2)."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from centers.choices import IN_THE_CENTRE
from centers.models import YearlyReport
from workflow import jobs
from workflow.models import Job
from workflow.refusals import OutOfState

PRINT = "centers.tasks.print_report"


def order_print(report: YearlyReport, *, by: User) -> Job:
    """Has the sent report printed; whoever sees the report may."""
    if report.status in IN_THE_CENTRE or report.facts is None:
        raise OutOfState("Rapor gönderilince basılır; o zamana kadar taslağın çıktısı alınabilir.")
    return jobs.start(PRINT, title=f"Rapor basılıyor: {report}"[:200], by=by, report=report.pk)


def prints_of(report: YearlyReport, user: User) -> Any:
    """The user's own newest job that prints this report, as a selection of one or none."""
    rows = Job.objects.visible_to(user).filter(task=PRINT, arguments__report=report.pk)
    return rows.order_by("-created_at")[:1]
