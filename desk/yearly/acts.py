"""The yearly report: ordered, counted and printed in the background, kept. That there is one is the administration's choice (docs/adr/0022)."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from time import perf_counter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from accounts.models import User
from accounts.standing import duty_that_lets
from desk.models import DirectorateReport
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .counting import Tell, count
from .papers import issue_report
from .permissions import may_report
from .rules.chapters import report_of
from .rules.facts import period_of

TASK = "desk.tasks.make_yearly_report"
AT_WORK = {JobState.QUEUED, JobState.RUNNING}
NOT_YOURS = "Yıllık raporu Genel Müdürlük görevlileri hazırlatır (idari usul)."
BUSY = "{year} raporu zaten hazırlanıyor; bitmesini bekleyin."


@transaction.atomic
def order_report(*, year: int, by: User, on: date) -> DirectorateReport:
    """Have the year counted; one that was broken off is taken up again. Each report that was made stays as it was."""
    _refuse_others(by)
    try:
        period_of(year, on)
    except ValueError as fault:
        raise Invalid(str(fault), {"year": str(fault)}) from None
    report = _waiting(year) or _new(year, by, on)
    if report.job and report.job.state in AT_WORK:
        raise OutOfState(BUSY.format(year=year))
    report.by, report.ordered_on = by, on
    report.job = jobs.start(TASK, title=f"{year} yıllık raporu", by=by, report=report.pk, on=on.isoformat())
    report.save()
    _note(report, "order_yearly_report", "Yıllık rapor istendi", by=by, on=on, year=year)
    return report


def _waiting(year: int) -> DirectorateReport | None:
    # The job is read after the lock: a join would still be of the moment before whoever held it.
    rows = DirectorateReport.objects.select_for_update()
    found: DirectorateReport | None = rows.filter(year=year, made_at=None).first()
    return found


def _new(year: int, by: User, on: date) -> DirectorateReport:
    """Of two who order at once the database lets one through."""
    try:
        with transaction.atomic():
            return DirectorateReport.objects.create(year=year, by=by, ordered_on=on)
    except IntegrityError as error:
        raise OutOfState(BUSY.format(year=year)) from error


@transaction.atomic
def stop_report(report: DirectorateReport, /, *, by: User, on: date) -> DirectorateReport:
    """Stop the making; nothing of it is kept, and it can be ordered again."""
    _refuse_others(by)
    report = DirectorateReport.objects.select_for_update().get(pk=report.pk)
    if report.job is None or not jobs.cancel(report.job):
        raise OutOfState("Süren bir hazırlama yok.")
    _note(report, "stop_yearly_report", "Yıllık raporun hazırlanması durduruldu", by=by, on=on)
    return report


def make_report(key: int, *, on: date, tell: Tell) -> DirectorateReport:
    """Count the year and print it. Done once: what was counted stays, what was printed is not printed again."""
    report = DirectorateReport.objects.select_related("by").get(pk=key)
    if not report.is_made:
        report = _count(report, on, tell)
    issue_report(report)
    return report


def _count(report: DirectorateReport, on: date, tell: Tell) -> DirectorateReport:
    began = perf_counter()
    period = period_of(report.year, on)
    figures = report_of(count(period, tell))
    with transaction.atomic():
        held = DirectorateReport.objects.select_for_update(of=("self",)).select_related("by").get(pk=report.pk)
        if held.is_made:
            return held
        held.figures, held.digest, held.until, held.made_at = figures, digest_of(figures), period.last, now()
        held.milliseconds = round((perf_counter() - began) * 1000)
        held.save()
        details = {"digest": held.digest, "until": period.last}
        record_act(held, act="make_yearly_report", label="Yıllık rapor hazırlandı", by=held.by, on=on, details=details)
    return held


def make_now(*, year: int, by: User, on: date, tell: Tell) -> tuple[DirectorateReport, bool]:
    """The report of the year at once, without a worker, and whether it is new: where nothing changed, the last one is given."""
    _refuse_others(by)
    try:
        period = period_of(year, on)
    except ValueError as fault:
        raise Invalid(str(fault), {"year": str(fault)}) from None
    figures = report_of(count(period, tell))
    last = DirectorateReport.objects.made().filter(year=year).first()
    if last is not None and last.digest == digest_of(figures):
        return last, False
    with transaction.atomic():
        report = DirectorateReport.objects.create(
            year=year,
            by=by,
            ordered_on=on,
            until=period.last,
            made_at=now(),
            figures=figures,
            digest=digest_of(figures),
        )
        _note(report, "make_yearly_report", "Yıllık rapor hazırlandı", by=by, on=on, digest=report.digest)
    return report, True


def digest_of(figures: dict[str, Any]) -> str:
    """SHA-256 of the figures, whatever the order of their keys."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _refuse_others(by: User) -> None:
    if not may_report(by, None):
        raise NotPermitted(NOT_YOURS)


def _note(report: DirectorateReport, act: str, label: str, *, by: User, on: date, **details: Any) -> None:
    lent = duty_that_lets(by, lambda user: may_report(user, None))
    record_act(report, act=act, label=label, by=by, on=on, details=details, in_place_of=lent)
