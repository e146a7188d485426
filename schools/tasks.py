"""Celery's way in: files that were brought are checked and written."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localdate, now

from workflow import jobs
from workflow.collecting import collector_resting
from workflow.refusals import Refusal

from .acts import importing
from .choices import ImportStatus
from .guards import after_imports
from .imports.sources import Examined, examine
from .models import FileImport

CHANGED_MEANWHILE = "Siz bakarken kütük değişti; aşağıda yeni farklar var. Bakıp yeniden onaylayın."


@shared_task
def check_import(*, job: str, pk: str, **_: Any) -> None:
    """Check a file and keep its faults or its differences; a second message about it finds nothing to do."""
    with collector_resting(), jobs.running(job) as progress:
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
    who = {"by": brought.by, "on": localdate(), "counts": examined.counts}
    if examined.write is None:
        importing.find_faulty(brought, **who)
    else:
        importing.find_clean(brought, digest=examined.differences.digest, message=message, **who)


@shared_task
def write_import(*, job: str, pk: str, **_: Any) -> None:
    """Write a confirmed file, all rows or none; a worker that dies leaves nothing half-written, and the next begins anew."""
    with collector_resting(), jobs.running(job) as progress:
        progress.tell(0, 3, "Kütükle yeniden karşılaştırılıyor")
        try:
            with transaction.atomic():
                _write(pk, progress)
        except (Refusal, IntegrityError) as refusal:
            brought = FileImport.objects.select_related("by").get(pk=pk)
            sentence = str(refusal) if isinstance(refusal, Refusal) else "Dosyadaki satırlar kayıtlarla çelişiyor."
            importing.fail_import(
                brought, by=brought.by, on=localdate(), message=f"{sentence} Hiçbir satır yazılmadı."
            )


def _write(pk: str, progress: jobs.Progress) -> None:
    brought = FileImport.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if brought.status != ImportStatus.CONFIRMED:
        return
    examined = examine(brought)
    if examined.write is None or examined.differences.digest != brought.digest:
        _keep(brought, examined, CHANGED_MEANWHILE)
        return
    progress.tell(1, 3, "Yazılıyor")
    examined.write(localdate())
    progress.tell(2, 3, "Bitiriliyor")
    importing.finish_import(brought, by=brought.by, on=localdate(), counts=examined.counts)


@shared_task
def after_import(*, pk: str, **_: Any) -> None:
    """Has the rooms above look at what changed; they tell who brought the file."""
    brought = FileImport.objects.select_related("by").get(pk=pk)
    for name in after_imports:
        import_string(name)(brought, on=localdate(), at=now())
