"""The acts on a placement: started, finished by the worker, announced; and what announcing does to the applications."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localtime

from accounts.models import User
from transfers.choices import ObjectionStatus, RoundStatus, RunPurpose, RunStatus
from transfers.models import Objection, PlacementRun, TransferRound
from transfers.models.runs import IN_FORCE
from transfers.permissions import may_announce, may_follow_announcement, may_run
from workflow import jobs
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .adopting import adopted
from .rounds import announce_results
from .seating import lapse, seat

RUN = Lifecycle()
AT_WORK = Lifecycle()
S = RunStatus
BASIS = "okul/8/2"
# What the worker writes down in the name of who started the run, and what an announcement brings with it; nobody is offered these.
BY_ITSELF = ("finish_run", "fail_run", "announce_results", "replace_run", "heed_objection")
PLACE = "transfers.tasks.place_run"
STEP_OF = {
    RunPurpose.MAIN: RoundStatus.EVALUATION,
    RunPurpose.OBJECTION: RoundStatus.RESULTS,
    RunPurpose.WAITING: RoundStatus.RESULTS,
}


@RUN.opening("Yerleştirmeyi çalıştır", target=S.PREPARED, may=may_run, cites=BASIS)
def start_run(taking: TransferRound, /, *, by: User, on: date, purpose: str = RunPurpose.MAIN) -> PlacementRun:
    """Has the placement of the round computed and verified; nothing is announced by it."""
    now = TransferRound.objects.select_for_update(of=("self",)).get(pk=taking.pk)
    _refuse_step(now, purpose, on)
    working = now.runs.filter(status=S.PREPARED).select_related("started_by", "job").first()
    if working:
        raise Invalid(_at_work(working), {"purpose": _at_work(working)})
    if purpose == RunPurpose.WAITING:
        lapse(now, by=by, on=on)
    number = (now.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    made = PlacementRun(
        round=now, number=number, purpose=purpose, started_by=by, started_on=on, seed=now.seed, status=S.PREPARED
    )
    made.save(force_insert=True)
    made.job = jobs.start(PLACE, title=f"Nakil yerleştirmesi: {made}", by=by, run=made.pk)
    return made


def start_run_of(taking: TransferRound, *, by: User, on: date, purpose: str = RunPurpose.MAIN) -> PlacementRun:
    """The opening as doors call it: of two who start together, one runs and the other is told."""
    try:
        with transaction.atomic():
            made: PlacementRun = start_run(taking, by=by, on=on, purpose=purpose)
    except IntegrityError as error:
        if "placementrun_one_at_work" not in str(error):
            raise
        said = "Bu dönemin yerleştirmesi şu anda hesaplanıyor."
        raise Invalid(said, {"purpose": said}) from error
    return made


def _at_work(run: PlacementRun) -> str:
    since = f", {localtime(run.job.created_at):%d.%m.%Y %H.%M}" if run.job else ""
    return f"Bu dönemin yerleştirmesi şu anda hesaplanıyor (başlatan: {run.started_by}{since}). Bitmesini bekleyin."


def _refuse_step(now: TransferRound, purpose: str, on: date) -> None:
    if now.status != STEP_OF[RunPurpose(purpose)]:
        label = RunPurpose(purpose).label
        said = f"“{label}” çalıştırması, dönem “{now.get_status_display()}” durumundayken yapılamaz."
        raise Invalid(said, {"purpose": said})
    if purpose == RunPurpose.OBJECTION and on > now.waiting_until:
        raise Invalid("Dönemin takvimi bitti.", {"purpose": "Dönemin takvimi bitti."})
    _refuse_undecided(now, purpose)
    if purpose == RunPurpose.WAITING and not now.registration_until < on <= now.waiting_until:
        said = (
            f"Yedek yerleştirme, kayıtların son günü ({now.registration_until:%d.%m.%Y}) geçtikten sonra "
            f"{now.waiting_until:%d.%m.%Y} gününe kadar yapılır."
        )
        raise Invalid(said, {"purpose": said})


def _refuse_undecided(now: TransferRound, purpose: str) -> None:
    """A placement after objections, or of those who wait, counts with every objection decided."""
    waiting = Objection.objects.filter(application__round=now, status=ObjectionStatus.SUBMITTED).count()
    if purpose != RunPurpose.MAIN and waiting:
        said = f"{waiting} itiraz karar bekliyor; önce komisyonlar karara bağlar."
        raise Invalid(said, {"purpose": said})


@AT_WORK.act(
    "Hesaplandı", source=S.PREPARED, may=may_run, cites=BASIS,
    becomes=lambda run: S.REFUTED if run.report.get("count") else S.VERIFIED,
)  # fmt: skip
def finish_run(
    run: PlacementRun, /, *, by: User, on: date, input: bytes, report: dict[str, Any], **figures: Any
) -> None:
    """The result stands in the tables; whether it may be announced is the verifier's word."""
    run.input.save(f"{run.number}.npz", ContentFile(input), save=False)
    run.report = report
    for name, value in figures.items():
        setattr(run, name, value)


@AT_WORK.act("Yarıda kaldı", source=S.PREPARED, target=S.FAILED, may=may_run)
def fail_run(run: PlacementRun, /, *, by: User, on: date, message: str) -> None:
    """No result came of it; another may be started."""
    run.message = message[:300]


@RUN.act("Hesaplamayı durdur", source=S.PREPARED, target=S.FAILED, may=may_run, danger=True)
def stop_run(run: PlacementRun, /, *, by: User, on: date, reason: str) -> None:
    """Stops a run that is being computed; nothing of it is kept."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    run.message = reason.strip()[:300]
    if run.job:
        jobs.cancel(run.job)


def _hold_round(run: PlacementRun, details: dict[str, Any]) -> None:
    TransferRound.objects.select_for_update(of=("self",)).get(pk=run.round_id)


@RUN.act(
    "Sonuçları ilan et", source=S.VERIFIED, target=S.ANNOUNCED, may=may_announce, cites=BASIS, holds=_hold_round,
    then=("transfers.tasks.tell_results",), done="Sonuçlar ilan edildi; öğrenciler sonuçlarını kodlarıyla görebilir.",
)  # fmt: skip
def announce_run(run: PlacementRun, /, *, by: User, on: date) -> dict[str, Any]:
    """Makes the placement the result of the round: the placed are to register, the others wait."""
    taking = run.round
    _refuse_announcing(run, taking, on)
    earlier = list(taking.runs.filter(status=S.ANNOUNCED, purpose__in=IN_FORCE) if run.purpose in IN_FORCE else ())
    run.announced_on, run.announced_by = on, by
    until = registration_day(run, on)
    counts = seat(run, until, by=by, on=on)
    run.save()
    for before in earlier:
        replace_run(before, by=by, on=on)
    if taking.status == RoundStatus.EVALUATION:
        announce_results(taking, by=by, on=on)
    return {"register_until": until.isoformat(), **counts}


@RUN.act("Yerine yenisi geldi", source=S.ANNOUNCED, target=S.REPLACED, may=may_follow_announcement)
def replace_run(run: PlacementRun, /, *, by: User, on: date) -> None:
    """Another placement is the result of the round from now on; this one stays on record."""


def registration_day(run: PlacementRun, on: date) -> date:
    """Until when those who are placed by the run register."""
    taking = run.round
    day = taking.waiting_until if run.purpose == RunPurpose.WAITING else taking.registration_until
    return max(day, min(on + timedelta(days=1), taking.waiting_until))


def _refuse_announcing(run: PlacementRun, taking: TransferRound, on: date) -> None:
    from transfers.stored.reading import input_of  # noqa: PLC0415  (NumPy only where somebody is placed)

    if run.purpose == RunPurpose.MAIN and on < taking.results_on:
        raise Invalid(f"Takvime göre sonuçlar {taking.results_on:%d.%m.%Y} günü ilan edilir.")
    if on > taking.waiting_until:
        raise Invalid("Dönemin takvimi bitti; sonuç ilan edilemez.")
    if not adopted(run):
        raise Invalid(
            "Bu yerleştirmeyi merkez komisyonu bir oturumda kabul etmeden sonuçlar ilan edilemez: yerleştirmeyi komisyon yapar "
            "(Yönerge m. 8/2)."
        )
    if taking.runs.filter(status=S.PREPARED).exists():
        raise Invalid("Bu dönemin başka bir yerleştirmesi şu anda hesaplanıyor; bitmesini bekleyin.")
    if input_of(taking, run.purpose).sha256 != run.input_sha256:
        raise Invalid(
            "Bu yerleştirme hesaplandıktan sonra başvurular veya kontenjanlar değişti. Yeniden çalıştırıp o sonucu ilan edin."
        )
