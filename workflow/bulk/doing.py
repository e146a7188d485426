"""Tries an act on each record of a bulk act, and does it: every record in a transaction of its own, none of them twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from workflow.models import BulkAct, BulkLine
from workflow.refusals import Refusal, Stale

from .acts import form_of, kind_of_bulk
from .choices import BulkOutcome as L
from .declaring import Kind, query_of

logger = logging.getLogger(__name__)
TOLD_EVERY = 10  # records between two signs of life
AT_ONCE = 200  # records that are read together
BROKEN = "Sistem hatası; yöneticiye bildirildi. Kayıtta hiçbir şey değişmedi."
GONE = "Kayıt artık listede yok ya da göremiyorsunuz."
TRIED = ("label", "place", "revision", "warning", "outcome", "reason")  # what a trial finds out of a line
Tell = Callable[[int, int], None]
Warnings = Mapping[Any, Iterable[str]]


def try_all(bulk: BulkAct, *, on: date, tell: Tell) -> None:
    """Each record is acted on and the act undone, so that what refuses it then refuses it now.

    What came out is written some lines at a time: those that a killed worker had not written yet are tried again.
    """
    tried: list[BulkLine] = []

    def work(line: BulkLine, record: Any, kind: Kind, details: Any, warnings: Warnings) -> None:
        line.warning = " ".join(warnings.get(record.pk, ()))[:1000] if record else ""
        _try(bulk, line, record, kind, details, on)
        tried.append(line)

    def write(done: int, total: int) -> None:
        # All of them are there; a seventh of what bulk_update takes, which writes each value as a condition.
        BulkLine.objects.bulk_create(tried, update_conflicts=True, unique_fields=["id"], update_fields=TRIED)
        tried.clear()
        tell(done, total)

    together = kind_of_bulk(bulk).together
    waiting = bulk.lines.filter(outcome=L.WAITING)
    _for_each(bulk, waiting, work, write, around=lambda records: together(records, on=on))


def do_all(bulk: BulkAct, *, on: date, tell: Tell) -> None:
    """Each record that was ready; a line is written with its act, so that a killed worker's successor goes on behind it."""
    ready = bulk.lines.filter(outcome=L.READY)
    _for_each(bulk, ready, lambda line, record, kind, details, _: _do(bulk, line, record, kind, details, on), tell)


def _for_each(
    bulk: BulkAct,
    rows: QuerySet[BulkLine],
    work: Callable[..., None],
    tell: Tell,
    around: Callable[..., AbstractContextManager[None]] = nullcontext,
) -> None:
    kind, form = kind_of_bulk(bulk), form_of(bulk)
    form.is_valid()  # it was, when the bulk act was ordered; what is not any more refuses each record
    total, left = bulk.lines.count(), rows.count()
    done = total - left
    for lines in _pieces(list(rows.order_by("pk"))):
        records = _records(bulk, kind, [line.record_id for line in lines])
        warnings = kind.warns(records.values())
        with around(records.values()):
            for line in lines:
                work(line, records.get(line.record_id), kind, None if form.errors else form.cleaned_data, warnings)
                done += 1
                _tell_now_and_then(tell, done, total)


def _tell_now_and_then(tell: Tell, done: int, total: int) -> None:
    if done % TOLD_EVERY == 0 or done == total:
        tell(done, total)


def _pieces(lines: list[BulkLine]) -> Iterable[list[BulkLine]]:
    return (lines[first : first + AT_ONCE] for first in range(0, len(lines), AT_ONCE))


def _records(bulk: BulkAct, kind: Kind, keys: list[str]) -> dict[str, Any]:
    """The records as whoever ordered sees them today."""
    model = kind.listing.filtered(bulk.by, query_of(""), bulk.ordered_on).model
    rows = model._default_manager.visible_to(bulk.by).select_related(*kind.of).filter(pk__in=keys)
    return {str(row.pk): row for row in rows}


def _try(bulk: BulkAct, line: BulkLine, record: Any, kind: Kind, details: Any, on: date) -> None:
    """What the act says of the record stands in the line, which is not written here."""
    outcome, reason = L.READY, ""
    if record is None:
        outcome, reason = L.REFUSED, GONE
    else:
        line.label, line.place, line.revision = str(record)[:300], kind.place(record)[:120], record.revision
        outcome, reason = _attempt(bulk, record, kind, details, on, keep=False)
    line.outcome, line.reason = (L.READY if outcome == L.DONE else outcome), reason


def _do(bulk: BulkAct, line: BulkLine, record: Any, kind: Kind, details: Any, on: date) -> None:
    """Done or not, and the line says so, in one transaction."""
    with transaction.atomic():
        held = BulkLine.objects.select_for_update(of=("self",)).filter(pk=line.pk, outcome=L.READY).first()
        if held is None:
            return
        if record is None:
            held.outcome, held.reason = L.CHANGED, GONE
        else:
            held.outcome, held.reason = _attempt(bulk, record, kind, details, on, keep=True, revision=held.revision)
        held.save(update_fields=["outcome", "reason"])


def _attempt(
    bulk: BulkAct, record: Any, kind: Kind, details: Any, on: date, *, keep: bool, revision: int | None = None
) -> tuple[str, str]:
    """What the act says of the record; undone again unless ``keep``."""
    if details is None:
        return L.REFUSED, "İşlemin bilgileri artık geçerli değil; listeden yeniden başlatın."
    try:
        with transaction.atomic():
            kind.acts[bulk.act](record, by=bulk.by, on=on, revision=revision, **details)
            if not keep:
                transaction.set_rollback(True)
    except Stale as refusal:
        return L.CHANGED, str(refusal)[:2000]
    except Refusal as refusal:
        return L.REFUSED, str(refusal)[:2000]
    except Exception:
        logger.exception("bulk act %s failed on %s", bulk.act, record)
        return L.FAILED, BROKEN
    return L.DONE, ""
