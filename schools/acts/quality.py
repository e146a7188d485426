"""The check of the register's data: begun every night and on demand, one at a time, taken up again where its worker died."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.standing import duty_that_lets
from schools.models import QualityRun
from schools.permissions import may_check_quality
from schools.quality.storing import Tell, check_quality
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.refusals import NotPermitted, OutOfState

TASK = "schools.tasks.run_quality_check"
OVER = [JobState.DONE, JobState.FAILED, JobState.CANCELLED]
RUNS = "Veri kalitesi denetimi zaten sürüyor; bitmesini bekleyin."
NOT_YOURS = "Veri kalitesi denetimini Genel Müdürlük görevlileri başlatır ve durdurur (idari usul)."


@transaction.atomic
def start_quality_check(*, by: User | None, on: date) -> QualityRun:
    """Have the data of all schools checked; ``by`` nobody: the nightly one. Refused while another check waits or runs."""
    _refuse_others(by)
    # A job that failed or was stopped holds nobody up.
    QualityRun.objects.filter(is_open=True, job__state__in=OVER).update(is_open=False)
    run = QualityRun(by=by, as_of=on, is_open=True)
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise OutOfState(RUNS) from None
    run.job = jobs.start(TASK, title=f"Veri kalitesi denetimi, {on:%d.%m.%Y}", by=by, run=run.pk)
    run.save(update_fields=["job"])
    _note(run, "start_quality_check", "Veri kalitesi denetimi başlatıldı", by=by, on=on)
    return run


@transaction.atomic
def stop_quality_check(run: QualityRun, *, by: User, on: date) -> QualityRun:
    """Stop a check that waits or runs; items and scores stay as the check before left them."""
    _refuse_others(by)
    run = QualityRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    if run.finished_at or run.job is None or not jobs.cancel(run.job):
        raise OutOfState("Bu denetim bitti; durdurulacak bir iş yok.")
    run.is_open = False
    run.save(update_fields=["is_open"])
    _note(run, "stop_quality_check", "Veri kalitesi denetimi durduruldu", by=by, on=on)
    return run


def run_quality(key: int, *, tell: Tell) -> QualityRun:
    """Do the check; one that is done already, since its worker died only afterwards, is not done twice."""
    run = QualityRun.objects.get(pk=key)
    return run if run.finished_at else check_quality(run, tell=tell)


def _refuse_others(by: User | None) -> None:
    if by is not None and not may_check_quality(by, None):
        raise NotPermitted(NOT_YOURS)


def _note(run: QualityRun, act: str, label: str, *, by: User | None, on: date) -> None:
    lent = duty_that_lets(by, lambda user: may_check_quality(user, None)) if by else None
    record_act(run, act=act, label=label, by=by, on=on, in_place_of=lent)
