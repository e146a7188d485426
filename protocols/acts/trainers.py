"""The acts on trainers from enterprises: brought, engaged, ended (okul/8/8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction
from stdnum.exceptions import ValidationError
from stdnum.tr import tckimlik

from accounts.models import User
from documents.models import Attachment
from protocols.choices.trainers import TrainerStatus
from protocols.models import Qualification, Trainer
from protocols.models.trainers import TAKEN
from protocols.permissions.places import may_bring, may_keep
from protocols.rules.places import Span, holds_throughout, run_from
from protocols.usability import Partners, backing_of
from schools.models import Field
from schools.turkish import name_key
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .documents import received
from .places import refuse_partners, strange_fields
from .settling import settle_each

TRAINER = Lifecycle()
T = TrainerStatus
BASIS = "okul/8/8"


@dataclass(frozen=True, slots=True)
class Person:
    """Who a trainer is; the journal is told the name alone."""

    name: str
    identity_number: str = ""


class Support(TypedDict):
    """What a trainer is to give: a course of a field, in a term, by a qualification."""

    qualification: Qualification
    field: Field
    course: str
    starts_on: date
    ends_on: date
    document_number: NotRequired[str]


@TRAINER.opening("Eğitici bildir", target=T.PROPOSED, may=may_bring, cites=BASIS)
def propose_trainer(
    partners: Partners, /, *, by: User, on: date, person: Person, **support: Unpack[Support]
) -> Trainer:
    """Names an employee of an enterprise that is party to a protocol of the school, the course and the term."""
    refuse_partners(partners, on, "m. 8/8")
    trainer = Trainer(school=partners.school, stakeholder=partners.stakeholder, proposed_by=by, state_since=on)
    _write_person(trainer, person)
    _write(trainer, on, support)
    try:
        with transaction.atomic():
            trainer.save()
    except IntegrityError as error:
        if "trainer_one_term" not in str(error):
            raise
        raise Invalid(TAKEN, {"starts_on": TAKEN}) from error
    return trainer


def _write_person(trainer: Trainer, person: Person) -> None:
    faults = {}
    if not name_key(person.name):
        faults["name"] = "Adını ve soyadını yazın."
    if not _is_number(person.identity_number):
        faults["identity_number"] = "T.C. kimlik numarası geçerli değil; on bir rakamı denetleyin."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    trainer.name, trainer.name_key = " ".join(person.name.split()), name_key(person.name)
    trainer.identity_number = person.identity_number.strip()


def _write(trainer: Trainer, on: date, support: Support) -> None:
    term = Span(support["starts_on"], support["ends_on"])
    faults = {}
    if not support["qualification"].is_open:
        faults["qualification"] = "Bu yeterlik artık seçilemez."
    if strange_fields(trainer.school, [support["field"]]):
        faults["field"] = f"Okulda açık olmayan alan: {support['field'].name}."
    faults |= _faults_of_term(trainer, on, term)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    trainer.qualification, trainer.field = support["qualification"], support["field"]
    trainer.document_number = support.get("document_number", "").strip()
    trainer.course, trainer.course_key = " ".join(support["course"].split()), name_key(support["course"])
    trainer.starts_on, trainer.ends_on = support["starts_on"], support["ends_on"]
    trainer.until = trainer.ends_on + timedelta(days=1)


def _is_number(number: str) -> bool:
    """Whether it is empty, or passes its checksum."""
    try:
        return not number.strip() or tckimlik.validate(number) == number.strip()
    except ValidationError:
        return False


def _faults_of_term(trainer: Trainer, on: date, term: Span) -> dict[str, str]:
    """The term lies ahead, and a protocol carries each of its days (okul/8/8)."""
    if term.last is None or term.last < term.first:
        return {"ends_on": "Son günü, ilk gününden önce olamaz."}
    if term.last < on:
        return {"ends_on": "Dönemi geçmiş bir görevlendirme yazılamaz."}
    backing = backing_of(trainer.school, trainer.stakeholder)
    if holds_throughout(term, backing):
        return {}
    run = run_from(backing, term.first)
    if run is None:
        return {"starts_on": "İlk günü yürürlükte olan bir protokol yok (Yönerge m. 8/8)."}
    return {
        "ends_on": f"Protokol {run.last:%d.%m.%Y} günü sona eriyor; görev o günden sonra süremez (Yönerge m. 8/8)."
    }


@TRAINER.act("Görevlendir", source=T.PROPOSED, target=T.ENGAGED, may=may_keep, cites=BASIS)
def engage_trainer(trainer: Trainer, /, *, by: User, on: date) -> dict[str, Any]:
    """Takes the support up for the term: the qualification is proved by its paper."""
    if trainer.evidence is None:
        raise Invalid("Önce yeterlik belgesini ekleyin; eğitici desteği ilgili mevzuata göre alınır (Yönerge m. 8/8).")
    if faults := _faults_of_term(trainer, on, Span(trainer.starts_on, trainer.ends_on)):
        raise Invalid(next(iter(faults.values())))
    trainer.decided_by = by
    return {"evidence": trainer.evidence.sha256, "qualification": str(trainer.qualification)}


@TRAINER.act("Görevini sona erdir", source=T.ENGAGED, target=T.ENDED, may=may_keep, danger=True,
             then=("protocols.tasks.after_trainer_ended",))  # fmt: skip
def end_trainer(trainer: Trainer, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Ends the support before its term; ``ended_on`` is the first day on which it is given no more."""
    _reason(trainer, reason)
    if not trainer.starts_on <= ended_on <= trainer.until:
        said = f"{trainer.starts_on:%d.%m.%Y} ile {trainer.until:%d.%m.%Y} arasında bir gün yazın."
        raise Invalid(said, {"ended_on": said})
    trainer.until = ended_on


@TRAINER.act("Bildirimden vazgeç", source=T.PROPOSED, target=T.DROPPED, may=may_bring, danger=True)
def drop_trainer(trainer: Trainer, /, *, by: User, on: date, reason: str) -> None:
    """Gives up what was brought; the days are free again."""
    _reason(trainer, reason)


@TRAINER.act("T.C. kimlik numarasını sil", source=(T.ENDED, T.DROPPED), may=may_keep, danger=True)
def forget_number(trainer: Trainer, /, *, by: User, on: date) -> None:
    """Takes the person's number off a record that is over; name, course and term stay."""
    trainer.identity_number = ""
    # Without the number the name would be taken for the person's: it may have a namesake in the same days.
    trainer.name_key = f"{trainer.name_key[:100]} {trainer.pk}"


def _reason(trainer: Trainer, reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    trainer.end_reason = reason


@transaction.atomic
def bring_trainer(
    partners: Partners, *, by: User, on: date, name: str, identity_number: str = "", file: Any = None, **values: Any
) -> Trainer:
    """What doors call: the opening, and the paper where it was brought with it; both or neither."""
    made: Trainer = propose_trainer(partners, by=by, on=on, person=Person(name, identity_number), **values)
    if file is not None:
        keep_evidence(made, by=by, on=on, file=file)
        made.refresh_from_db()
    return made


def keep_evidence(trainer: Trainer, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the proof of the qualification: file and record, both or neither."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            held = (
                Trainer.objects.select_for_update(of=("self",))
                .select_related("school", "stakeholder")
                .get(pk=trainer.pk)
            )
            _refuse_evidence(held, by)
            attachment = received(file, by, held.school, holds_personal_data=True)
            held.evidence = attachment
            held.revision += 1
            held.save()
            details = {"file": attachment.name, "sha256": attachment.sha256}
            record_act(held, act="keep_evidence", label="Yeterlik belgesi eklendi", by=by, on=on, details=details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse_evidence(trainer: Trainer, by: User) -> None:
    if not may_bring(by, trainer):
        raise NotPermitted("Bu eğiticinin belgesini ekleme yetkiniz yok.")
    if trainer.status != T.PROPOSED:
        raise OutOfState("Yeterlik belgesi, görevlendirilmeden önce eklenir.")


@transaction.atomic
def read_evidence(trainer: Trainer, *, by: User, on: date) -> Attachment:
    """The proof of the qualification; who reads it stands in the journal, since it holds personal data."""
    held = Trainer.objects.select_for_update(of=("self",)).select_related("evidence").get(pk=trainer.pk)
    if held.evidence is None:
        raise OutOfState("Yeterlik belgesi eklenmedi.")
    record_act(held, act="read_evidence", label="Yeterlik belgesi okundu", by=by, on=on)
    return held.evidence


def run_out_trainers(*, on: date) -> int:
    """Close the terms that are over, and those whose protocol ended; they had stopped by themselves. Done again, nothing."""
    engaged = Trainer.objects.filter(status=T.ENGAGED)
    over = list(engaged.filter(until__lte=on).values_list("pk", flat=True))
    unbacked = engaged.filter(until__gt=on, starts_on__lte=on).exclude(pk__in=engaged.backed(on).values("pk"))
    count = sum(_run_out(key, on, "Süresi doldu.") for key in over)
    return count + sum(_run_out(key, on, "Protokol sona erdi.") for key in list(unbacked.values_list("pk", flat=True)))


@transaction.atomic
def _run_out(key: int, on: date, reason: str) -> int:
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=key)
    if trainer.status != T.ENGAGED:
        return 0
    trainer.status, trainer.state_since, trainer.end_reason = T.ENDED, on, reason
    trainer.until = min(trainer.until, on)
    trainer.revision += 1
    trainer.save()
    record_act(
        trainer, act="run_out", label="Görevi sona erdi", by=None, on=on, before=T.ENGAGED, after=T.ENDED, cites=BASIS,
        details={"reason": reason},
    )  # fmt: skip
    return 1


def settle_places_of(trainer: Trainer, *, on: date) -> int:
    """Places that need this master trainer, and have none any more, go out of use."""
    return settle_each(trainer.places.values_list("pk", flat=True), on=on)
