"""The acts on a round: prepared, announced with its seed, opened for applications, evaluated, closed; or cancelled."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from transfers.choices import ApplicationStatus, ObjectionStatus, QuotaStatus, RoundStatus
from transfers.models import Objection, TransferCriteria, TransferRound
from transfers.permissions import may_announce, may_follow_announcement, may_run
from transfers.rules.calendar import NAMES, faults_of, faults_of_change
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .seating import lapse, leave_unplaced

ROUND = Lifecycle()
UNDECIDED = (ApplicationStatus.SUBMITTED, ApplicationStatus.PLACED)
S = RoundStatus
TOLD = ("transfers.tasks.tell_of_round",)
SEED_BYTES = 16
TAKEN = "Bu öğretim yılının bir nakil dönemi var."


@ROUND.opening("Dönem hazırla", target=S.DRAFT, may=may_run)
def prepare_round(
    year: int, /, *, by: User, on: date, criteria: TransferCriteria, retention_months: int = 24, note: str = "",
    **days: date,
) -> TransferRound:  # fmt: skip
    """Prepares the round of a school year; nobody outside the General Directorate sees it yet."""
    made = TransferRound(year=year, criteria=criteria, retention_months=retention_months, note=note)
    _set_days(made, days)
    return made


@ROUND.act("İlan et", source=S.DRAFT, target=S.ANNOUNCED, may=may_announce, cites="okul/8/2", then=TOLD)
def announce_round(record: TransferRound, /, *, by: User, on: date) -> dict[str, Any]:
    """Publishes calendar and criteria, and draws the number of the lottery; criteria and number stay as they are."""
    # Locked until the round is announced, so that nobody puts another version in its place meanwhile.
    criteria = TransferCriteria.objects.select_for_update().get(pk=record.criteria_id)
    if criteria.status != VersionStatus.PUBLISHED:
        raise Invalid("Dönemin ölçütleri henüz yayımlanmamış; önce ölçütleri yayımlayın (Yönerge m. 8/2).")
    if record.applications_until < on:
        raise Invalid("Başvuruların son günü geçmiş; önce taslağın takvimini düzeltin.")
    record.announced_on, record.announced_by = on, by
    record.seed = secrets.token_hex(SEED_BYTES)
    return {"seed": record.seed, "criteria": criteria, **_days_of(record)}


@ROUND.act("Başvuruya aç", source=S.ANNOUNCED, target=S.OPEN, may=may_run, then=TOLD)
def open_round(record: TransferRound, /, *, by: User, on: date) -> None:
    """Opens the round for applications, within the days of the calendar."""
    if not record.applications_from <= on <= record.applications_until:
        raise Invalid(
            f"Takvime göre başvurular {record.applications_from:%d.%m.%Y} ile {record.applications_until:%d.%m.%Y} "
            "arasında alınır; dönem bu günlerde açılır."
        )
    quotas = record.quotas.all()
    if waiting := quotas.filter(status=QuotaStatus.PROPOSED).count():
        raise Invalid(f"Onay bekleyen {waiting} kontenjan önerisi var; önce onaylayın veya iade edin.")
    if not quotas.filter(status=QuotaStatus.APPROVED).exists():
        raise Invalid("Onaylanmış kontenjan yok; başvurulacak yer olmadan dönem açılamaz (Yönerge m. 8/2).")


@ROUND.act("Değerlendirmeye al", source=S.OPEN, target=S.EVALUATION, may=may_run)
def evaluate_round(record: TransferRound, /, *, by: User, on: date) -> None:
    """Closes the applications once their last day is over."""
    if on <= record.applications_until:
        raise Invalid(f"Başvurular {record.applications_until:%d.%m.%Y} gününün sonuna kadar sürer.")
    if waiting := record.quotas.filter(asked__isnull=False).count():
        raise Invalid(f"Karar bekleyen {waiting} yer değişikliği önerisi var; önce onaylayın veya reddedin.")


@ROUND.act(
    "Sonuçlar ilan edildi", source=S.EVALUATION, target=S.RESULTS, may=may_follow_announcement, cites="okul/8/2"
)
def announce_results(record: TransferRound, /, *, by: User, on: date) -> None:
    """Follows from the announcement of a placement; nobody is offered it alone."""


@ROUND.act("Dönemi kapat", source=S.RESULTS, target=S.CLOSED, may=may_announce)
def close_round(record: TransferRound, /, *, by: User, on: date) -> dict[str, Any]:
    """Closes the round when its calendar is over and every application is dealt with."""
    if on <= record.waiting_until:
        raise Invalid(f"Yedek yerleştirme {record.waiting_until:%d.%m.%Y} gününün sonuna kadar sürer.")
    lapsed = lapse(record, by=by, on=on)
    if open_ones := record.applications.filter(status__in=UNDECIDED).count():
        raise Invalid(f"{open_ones} başvuru sonuçlanmadı; dönem, her başvuru sonuçlanınca kapanır.")
    objections = Objection.objects.filter(application__round=record, status=ObjectionStatus.SUBMITTED)
    if undecided := objections.count():
        raise Invalid(f"{undecided} itiraz karar bekliyor; dönem, her itiraz karara bağlanınca kapanır.")
    return {"lapsed": lapsed, "unplaced": leave_unplaced(record, by=by, on=on)}


@ROUND.act("Taslağı düzelt", source=S.DRAFT, may=may_run)
def correct_round(
    record: TransferRound, /, *, by: User, on: date, criteria: TransferCriteria, retention_months: int, note: str = "",
    **days: date,
) -> None:  # fmt: skip
    """Changes what the draft says."""
    record.criteria, record.retention_months, record.note = criteria, retention_months, note
    _set_days(record, days)


@ROUND.act("Takvimi değiştir", source=(S.ANNOUNCED, S.OPEN, S.EVALUATION, S.RESULTS), may=may_announce, then=TOLD)
def move_days(record: TransferRound, /, *, by: User, on: date, reason: str, **days: date) -> dict[str, Any]:
    """Moves days that are still to come."""
    before = _days_of(record)
    if faults := faults_of_change(before, days, on):
        raise Invalid("Takvim böyle değiştirilemez.", faults)
    _set_days(record, days)
    return {"before": {name: day.isoformat() for name, day in before.items() if day != days[name]}}


@ROUND.act(
    "Dönemi iptal et", source=(S.DRAFT, S.ANNOUNCED), target=S.CANCELLED, may=may_announce, danger=True, then=TOLD
)
def cancel_round(record: TransferRound, /, *, by: User, on: date, reason: str) -> None:
    """Gives a round up before applications begin; the year is free for another."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    record.end_reason = reason


def prepare(year: int, *, by: User, on: date, **values: Any) -> TransferRound:
    """The opening as doors call it: a year that has a round is told in words."""
    try:
        with transaction.atomic():
            made: TransferRound = prepare_round(year, by=by, on=on, **values)
    except IntegrityError as error:
        if "transferround_one_a_year" not in str(error):
            raise
        raise Invalid(TAKEN, {"year": TAKEN}) from error
    return made


def _days_of(record: TransferRound) -> dict[str, date]:
    return {name: getattr(record, name) for name in NAMES}


def _set_days(record: TransferRound, days: dict[str, date]) -> None:
    if faults := faults_of(days):
        raise Invalid("Takvimin günleri birbirini izlemelidir.", faults)
    for name in NAMES:
        setattr(record, name, days[name])
