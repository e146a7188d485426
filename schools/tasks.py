"""Celery's way in: files that were brought are checked and written, and the register's data are checked every night."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import shared_task
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate, now

from accounts.collecting import collector_resting
from workflow import jobs
from workflow.choices import NoticeKind
from workflow.notices import tell
from workflow.refusals import OutOfState, Refusal

from .acts import importing
from .acts.quality import run_quality, start_quality_check
from .choices import ImportStatus
from .guards import after_imports
from .imports.registered import REGISTERED
from .imports.sources import Examined, examine
from .models import FileImport, School

CHANGED_MEANWHILE = "Siz bakarken kütük değişti; aşağıda yeni farklar var. Bakıp yeniden onaylayın."


@shared_task
def check_import(*, job: str, pk: str, **_: Any) -> None:
    """Check a file and keep its faults or its differences; a second message about it finds nothing to do."""
    with collector_resting(), jobs.running(job) as progress, _told_where_it_fails(pk):
        brought = FileImport.objects.select_related("by").get(pk=pk)
        if brought.status != ImportStatus.UPLOADED:
            return
        progress.tell(0, 2, "Dosya okunuyor")
        examined = examine(brought)
        progress.tell(1, 2, "Bulgular kaydediliyor")
        _keep(brought, examined)
        progress.tell(2, 2)


@transaction.atomic
def _keep(brought: FileImport, examined: Examined, message: str = "") -> None:
    importing.keep_lines(brought, examined.lines())
    who: dict[str, Any] = {"by": brought.by, "on": localdate(), "counts": examined.counts}
    if examined.write is None:
        importing.find_faulty(brought, **who)
    else:
        importing.find_clean(brought, digest=examined.differences.digest, message=message, **who)


@shared_task
def write_import(*, job: str, pk: str, **_: Any) -> None:
    """Write a confirmed file, all rows or none; a worker that dies leaves nothing half-written, and the next begins anew."""
    with collector_resting(), jobs.running(job) as progress, _told_where_it_fails(pk):
        progress.tell(0, 2, "Kütükle yeniden karşılaştırılıyor, sonra yazılıyor")
        with transaction.atomic():
            _write(pk)
        progress.tell(2, 2)


def _write(pk: str) -> None:
    """In one transaction; its progress could not be seen from outside, so it tells none."""
    brought = FileImport.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if brought.status != ImportStatus.CONFIRMED:
        return
    _hold_schools(brought)
    examined = examine(brought)
    if examined.write is None or examined.differences.digest != brought.digest:
        _keep(brought, examined, CHANGED_MEANWHILE)
        return
    examined.differences.lines.clear()  # they were kept when they were shown
    examined.write(localdate())
    counts = {**examined.counts, "notes": brought.counts.get("notes", 0)}  # a known file's notes are not sought again
    importing.finish_import(brought, by=brought.by, on=localdate(), counts=counts)


def _hold_schools(brought: FileImport) -> None:
    """Nobody edits these schools from the comparison to the end of the write, so that no edit is written over unseen."""
    named = brought.lines.exclude(school=None).values("school")
    list(School.objects.select_for_update(of=("self",)).filter(pk__in=named).order_by("pk").values_list("pk"))


@contextmanager
def _told_where_it_fails(pk: str) -> Iterator[None]:
    """What stops the work is told on the file's page; what is no refusal is an error, and raised again for the log."""
    try:
        yield
    except (Refusal, IntegrityError) as fault:
        refused = isinstance(fault, Refusal)
        _fail(pk, str(fault) if refused else "Dosyadaki satırlar kayıtlarla çelişiyor.")
    except (jobs.Cancelled, FileImport.DoesNotExist):
        raise
    except Exception:
        _fail(pk, "Beklenmeyen bir hata oldu; yönetici için kayda geçti.")
        raise


def _fail(pk: str, sentence: str) -> None:
    """One that was given up, or is over, stays as it is."""
    brought = FileImport.objects.select_related("by").get(pk=pk)
    if brought.status in {ImportStatus.UPLOADED, ImportStatus.CONFIRMED}:
        importing.fail_import(brought, by=brought.by, on=localdate(), message=f"{sentence} Hiçbir satır yazılmadı.")


@shared_task
def after_import(*, pk: str, **_: Any) -> None:
    """Has the rooms above look at what changed; they tell who brought the file."""
    brought = FileImport.objects.select_related("by").get(pk=pk)
    own = REGISTERED[brought.source].after if brought.source in REGISTERED else ""
    for name in [own] if own else after_imports:
        import_string(name)(brought, on=localdate(), at=now())


@shared_task
def check_the_quality(**_: Any) -> None:
    """Every night: the data of all schools."""
    try:
        start_quality_check(by=None, on=localdate())
    except OutOfState:
        return  # somebody asked for one, and it runs


@shared_task
def run_quality_check(*, job: str, run: int, **_: Any) -> None:
    """The check itself; who asked for it hears that it is done."""
    with jobs.running(job) as progress:
        done = run_quality(run, tell=progress.tell)
        progress.result = {"items": done.items, "opened": done.opened, "mended": done.mended}
        if done.by:
            text = f"Veri kalitesi denetimi bitti: {done.items} bilgi düzeltilecek, {done.opened} yeni, {done.mended} düzelen."
            address = reverse("schools:quality_run", args=[done.pk])
            tell([done.by], text, address, occasion=f"quality-run-{done.pk}", kind=NoticeKind.JOB)
