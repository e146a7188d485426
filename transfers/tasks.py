"""Celery's way in: placements, applications handed in together, what is told, minutes of sittings, and the end of retention terms."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils.timezone import localdate, now

from workflow import jobs
from workflow.choices import JobState

from . import telling
from .acts import batches
from .acts.retention import forget_applicants as forget
from .acts.runs import fail_run, finish_run
from .choices import RunStatus
from .models import CriteriaSimulation, Objection, PlacementRun, Quota, Sitting, TransferRound
from .papers import issue_minutes, void_minutes
from .simulating import compute
from .telling_results import tell_of_objection as tell_objection, tell_of_results

UNEXPECTED = "Beklenmeyen bir hata oldu; yönetici için kayda geçti. Sonuç yazılmadı; yeniden çalıştırın."


@shared_task
def forget_applicants(**_: Any) -> None:
    """Take personal data off applications whose round's retention term is over."""
    forget(on=localdate())
    batches.forget_batches(at=now())


@shared_task
def place_run(*, job: str, run: int, **_: Any) -> None:
    """Compute a placement and have it verified; a worker that dies leaves nothing, and the next begins anew."""
    with jobs.running(job) as progress:
        record = PlacementRun.objects.select_related("round__criteria", "started_by").get(pk=run)
        if record.status != RunStatus.PREPARED:
            return
        try:
            _place(record, progress)
        except jobs.Cancelled:
            raise
        except Exception:
            _fail(record, UNEXPECTED)
            raise


def _place(record: PlacementRun, progress: jobs.Progress) -> None:
    # NumPy is imported where somebody is placed, and only there.
    from .placement import VERSION  # noqa: PLC0415
    from .stored.reading import input_of  # noqa: PLC0415
    from .stored.verifying import report_on  # noqa: PLC0415
    from .stored.writing import placed, write_result  # noqa: PLC0415

    progress.tell(0, 4, "Başvurular okunuyor")
    given = input_of(record.round, record.purpose)
    progress.tell(1, 4, f"{len(given.students)} öğrenci yerleştiriliyor")
    result = placed(given)
    progress.tell(2, 4, "İkinci hesap sonucu denetliyor")
    report = report_on(record.round, record.purpose, result.placed)
    progress.tell(3, 4, "Sonuç yazılıyor")
    preference = result.preference
    figures = {
        "engine_version": VERSION, "input_sha256": given.sha256, "result_sha256": result.sha256,
        "students": len(given.students), "preferences": len(given.programme), "places": sum(o.seats for o in given.offers),
        "placed": int((preference > 0).sum()), "on_first": int((preference == 1).sum()),
    }  # fmt: skip
    with transaction.atomic():
        # Whoever stops the run, or another worker that took it up meanwhile, waits here or finds it over.
        held = PlacementRun.objects.select_for_update(of=("self",)).get(pk=record.pk)
        if held.status != RunStatus.PREPARED:
            return
        write_result(held, result)
        finish_run(held, by=record.started_by, on=localdate(), input=given.packed(), report=report, **figures)
    progress.tell(4, 4)


def _fail(record: PlacementRun, message: str) -> None:
    now = PlacementRun.objects.get(pk=record.pk)
    if now.status == RunStatus.PREPARED:
        fail_run(now, by=record.started_by, on=localdate(), message=message)


@shared_task
def fail_lost_runs(**_: Any) -> None:
    """Mark the runs whose job was given up after its last attempt, so that another can be started."""
    over = [JobState.FAILED, JobState.CANCELLED]
    for record in PlacementRun.objects.filter(status=RunStatus.PREPARED, job__state__in=over).select_related(
        "started_by"
    ):
        _fail(record, "Hesaplayan işlem birkaç kez yarıda kaldı; sonuç yazılmadı. Yeniden çalıştırın.")


@shared_task
def tell_results(*, pk: int, **_: Any) -> None:
    """Tell the directorates and schools that results are out."""
    tell_of_results(PlacementRun.objects.select_related("round").get(pk=pk))


@shared_task
def tell_of_objection(*, pk: int, **_: Any) -> None:
    """The student's side hears what the commission decided."""
    rows = Objection.objects.select_related("application__school", "submitted_by")
    tell_objection(rows.get(pk=pk), on=localdate())


@shared_task
def after_sitting_minutes(*, pk: int, **_: Any) -> None:
    """The minutes of a commission's sitting, to be signed."""
    issue_minutes(_sitting(pk))


@shared_task
def after_sitting_reopened(*, pk: int, **_: Any) -> None:
    """Minutes that were opened again are void."""
    void_minutes(_sitting(pk), on=localdate())


def _sitting(pk: int) -> Sitting:
    return Sitting.objects.select_related(
        "commission__round", "commission__province", "led_by", "adopted_run__round"
    ).get(pk=pk)


@shared_task
def tell_of_quota(*, pk: int, **_: Any) -> None:
    """The school's side hears of a decision on its quota."""
    telling.tell_of_quota(Quota.objects.select_related("school", "field", "branch").get(pk=pk), on=localdate())


@shared_task
def tell_of_round(*, pk: int, **_: Any) -> None:
    """Directorates and schools hear of a round's step."""
    telling.tell_of_round(TransferRound.objects.get(pk=pk), on=localdate())


@shared_task
def try_criteria(*, job: str, simulation: int, **_: Any) -> None:
    """Compute a trial of draft criteria; its figures are written at once or not at all."""
    with jobs.running(job) as progress:
        rows = CriteriaSimulation.objects.select_related("version", "round", "compared_with")
        record = rows.get(pk=simulation)
        record.figures = compute(record, progress.tell, on=localdate())
        record.save(update_fields=["figures"])
        progress.tell(4, 4)


@shared_task
def enter_batch(*, job: str, pk: int, **_: Any) -> None:
    """Enter the applications of a batch, or say in the job's result what is at fault with each."""
    with jobs.running(job) as progress:
        progress.result = batches.enter_batch(pk, tell=progress.tell)
