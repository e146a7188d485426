"""Checks the data of every school and stores items, scores and averages: whole or not at all, the same however often it runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from accounts.collecting import collector_resting
from schools.choices import FaultKind
from schools.models import QualityRun, School
from schools.rules.quality import CHECKS, Check, Item, configured, examine, score_of

from . import statements as sql
from .gathering import Country, record_of, records_of

Tell = Callable[[int, int], None]
AT_ONCE = 1_000  # schools in memory while they are checked, and the steps in which progress is told
IN_MEMORY = 32_000_000  # characters of rows that wait for COPY; what is more waits on the disk
ONE_WRITER = 7_400_023  # the key of the lock under which items are written


def checks_in_force() -> tuple[Check, ...]:
    """The checks with the points, ages and owners of the setting ``QUALITY_CHECKS``."""
    return configured(CHECKS, settings.QUALITY_CHECKS)


def items_of(school: School, *, on: date) -> list[Item]:
    """What is to be mended at one school, as its entries are now."""
    record = record_of(school.pk, Country(on, school.province_id))
    return examine(record, checks_in_force(), on=on)


def check_quality(run: QualityRun, *, at: datetime | None = None, tell: Tell = lambda *_: None) -> QualityRun:
    """Check all schools for the run's day and store what was found.

    Written by COPY into temporary tables and a few statements over them, in one transaction under one lock.
    """
    began = at or now()
    if run.pk is None:
        run.save()
    checks = checks_in_force()
    run.terms = {c.id: {"points": c.points, "months": c.months, "owner": c.owner} for c in checks}
    with collector_resting(), _spool() as items, _spool() as scores:
        _find(run, checks, csv.writer(items), csv.writer(scores), tell)
        items.seek(0)
        scores.seek(0)
        _keep(run, items, scores, began, tell)
    return run


def _spool() -> Any:
    return SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf8", newline="\n")


def _find(run: QualityRun, checks: tuple[Check, ...], items: Any, scores: Any, tell: Tell) -> None:
    """One line an item and one a school that is open, as COPY reads them."""
    country, on = Country(run.as_of), run.as_of
    keys = list(School.objects.order_by("pk").values_list("pk", flat=True))
    waiting = iter(keys)
    run.schools = run.items = done = 0
    while batch := list(islice(waiting, AT_ONCE)):
        for school, record in records_of(batch, country).items():
            found = examine(record, checks, on=on)
            items.writerows(_line(school, item) for item in found)
            run.items += len(found)
            if not record.is_closed(on):
                run.schools += 1
                scores.writerow([school, score_of(found), *_counted(found)])
        done += len(batch)
        tell(done, len(keys))


def _line(school: int, item: Item) -> Iterable[Any]:
    check, fault = item
    return (
        school, check.id, check.kind, fault.key[:160], fault.sentence[:400], item.section, fault.anchor[:80], check.owner,
        check.points,
    )  # fmt: skip


def _counted(items: list[Item]) -> list[int]:
    kinds = [item.check.kind for item in items]
    return [kinds.count(kind.value) for kind in FaultKind]


@transaction.atomic
def _keep(run: QualityRun, items: IO[str], scores: IO[str], began: datetime, tell: Tell) -> None:
    # Who stops the run now waits, and hears that it is over.
    QualityRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    tell(run.schools, run.schools)
    day = {"on": run.as_of, "month": run.as_of.replace(day=1)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        cursor.execute(sql.ROOM)
        cursor.copy_expert(sql.BRING_ITEMS, items)
        cursor.copy_expert(sql.BRING_SCORES, scores)
        cursor.execute(sql.LOOK)
        cursor.execute(sql.END_ITEMS, day)
        run.mended = cursor.rowcount
        cursor.execute(sql.RENEW_ITEMS)
        cursor.execute(sql.OPEN_ITEMS, day)
        run.opened = cursor.rowcount
        cursor.execute(sql.FORGET_SCORES, day)
        cursor.execute(sql.KEEP_SCORES, day)
        cursor.execute(sql.FORGET_MONTHS, day)
        cursor.execute(sql.KEEP_MONTHS, day)
    run.is_open, run.finished_at = False, now()
    run.milliseconds = max(0, round((run.finished_at - began).total_seconds() * 1000))
    run.save()
