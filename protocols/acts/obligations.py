"""The acts on obligations and on the dated duties that follow from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from documents.intake import receive
from documents.models import Attachment
from protocols.choices import ProtocolStatus
from protocols.choices.obligations import DutyStatus, Owner
from protocols.models import Obligation, Protocol, ProtocolDuty
from protocols.permissions.obligations import may_fulfil, may_oblige, may_review, may_waive
from protocols.rules.calendar import days_due
from protocols.snapshots import text_on
from workflow.journal import record_act, record_acts
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState

DUTY = Lifecycle()
D = DutyStatus
NAMES = ("clause", "kind", "title", "owner", "stakeholder", "school", "first_due_on", "every", "evidence")


@transaction.atomic
def add_obligation(protocol: Protocol, *, by: User, on: date, **values: Any) -> Obligation:
    """Write down what a clause obliges somebody to; of a signed protocol its duties are planned at once."""
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status not in {ProtocolStatus.AGREED, ProtocolStatus.SIGNED}:
        raise OutOfState("Yükümlülükler, mutabık kalınan ya da imzalanmış metinden yazılır.")
    if not may_oblige(by, protocol):
        raise NotPermitted("Yükümlülükleri Genel Müdürlük yazar.")
    obligation = Obligation(protocol=protocol, **values)
    _refuse(obligation)
    obligation.save()
    details = {name: str(getattr(obligation, name) or "") for name in NAMES}
    label = f"Yükümlülük yazıldı: {obligation.title}"[:120]
    record_act(protocol, act="add_obligation", label=label, by=by, on=on, details=details)
    plan_duties(protocol, on=on)
    return obligation


def _refuse(obligation: Obligation) -> None:
    protocol = obligation.protocol
    faults = {}
    contents = text_on(protocol)
    if contents.clauses and contents.clause(obligation.clause) is None:
        faults["clause"] = f"Madde {obligation.clause} protokolde yok."
    is_partys = obligation.owner == Owner.STAKEHOLDER
    if is_partys and str(obligation.stakeholder_id) not in contents.parties:
        faults["stakeholder"] = "Protokolün tarafı olan bir paydaş seçin."
    if not is_partys and obligation.stakeholder_id:
        faults["stakeholder"] = "Paydaş yalnız onun yükümlülüğünde seçilir."
    if obligation.school_id and str(obligation.school_id) not in contents.schools:
        faults["school"] = "Protokol bu okulu saymıyor."
    if protocol.ends_on and obligation.first_due_on > protocol.ends_on:
        faults["first_due_on"] = f"Protokolün bitişinden ({protocol.ends_on:%d.%m.%Y}) sonra olamaz."
    if protocol.starts_on and obligation.first_due_on < protocol.starts_on:
        faults["first_due_on"] = f"Protokolün başlangıcından ({protocol.starts_on:%d.%m.%Y}) önce olamaz."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


@transaction.atomic
def close_obligation(obligation: Obligation, *, by: User, on: date, reason: str) -> Obligation:
    """End an obligation; what is still due of it falls, with the reason."""
    protocol = Protocol.objects.select_for_update().get(pk=obligation.protocol_id)
    obligation = Obligation.objects.select_for_update(of=("self",)).get(pk=obligation.pk)
    if obligation.closed_on is not None:
        raise OutOfState("Bu yükümlülük kapatılmış.")
    if not may_oblige(by, protocol):
        raise NotPermitted("Yükümlülüğü Genel Müdürlük kapatır.")
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    obligation.closed_on, obligation.close_reason = on, reason
    obligation.save()
    label = f"Yükümlülük kapatıldı: {obligation.title}"[:120]
    record_act(protocol, act="close_obligation", label=label, by=by, on=on, details={"reason": reason})
    withdraw(obligation.duties.open(), by=by, on=on, reason=f"Yükümlülük kapatıldı: {reason}")
    return obligation


def plan_duties(protocol: Protocol, *, on: date) -> int:
    """Make the duties of a signed protocol what its obligations, schools and term ask for; done again, it adds nothing.

    Those of a school that left, or after the term's end, fall. Returns how many were added. The caller holds the protocol's lock.
    """
    if protocol.signed_on is None:
        return 0
    schools = list(protocol.schools.all())
    obligations = protocol.obligations.filter(closed_on=None) if protocol.ended_on is None else ()
    rows = [
        ProtocolDuty(obligation=obligation, school=school, due_on=day, first_due_on=day, state_since=on)
        for obligation in obligations
        for school in schools
        if obligation.school_id in {None, school.pk}
        for day in days_due(obligation.first_due_on, obligation.every, protocol.ends_on)
    ]
    before = ProtocolDuty.objects.filter(obligation__protocol=protocol).count()
    ProtocolDuty.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    _reinstate(protocol, rows, on)
    open_ones = ProtocolDuty.objects.filter(obligation__protocol=protocol).open()
    withdraw(open_ones.exclude(school__in=schools), by=None, on=on, reason="Okul protokolden çıktı.")
    if protocol.ended_on is not None:
        withdraw(open_ones.filter(due_on__gte=protocol.ended_on), by=None, on=on, reason="Protokol sona erdi.")
    elif protocol.ends_on is not None:
        beyond = open_ones.filter(first_due_on__gt=protocol.ends_on)
        withdraw(beyond, by=None, on=on, reason="Protokolün süresinden sonraya kalıyor.")
    return ProtocolDuty.objects.filter(obligation__protocol=protocol).count() - before


def _reinstate(protocol: Protocol, asked: list[ProtocolDuty], on: date) -> None:
    """What fell waits again where it is asked for again: the term was prolonged, the school came back."""
    keys = {(duty.obligation_id, duty.school_id, duty.first_due_on) for duty in asked}
    fallen = ProtocolDuty.objects.filter(obligation__protocol=protocol, status=D.WITHDRAWN).select_for_update(
        of=("self",)
    )
    rows = [duty for duty in fallen if (duty.obligation_id, duty.school_id, duty.first_due_on) in keys]
    for duty in rows:
        duty.status, duty.state_since, duty.note = D.DUE, on, ""
        if protocol.ends_on and duty.due_on > protocol.ends_on:
            duty.due_on = duty.first_due_on
        duty.revision += 1
    columns = ["status", "state_since", "note", "due_on", "revision"]
    ProtocolDuty.objects.bulk_update(rows, columns, batch_size=500)
    if rows:
        details = {row.pk: {"due_on": row.due_on} for row in rows}
        record_acts(rows, act="reinstate", label="Yeniden bekliyor", by=None, on=on, details=details)


def withdraw(duties: Any, *, by: User | None, on: date, reason: str) -> int:
    """Duties that fall by themselves: kept, with the reason."""
    rows = list(duties.select_for_update(of=("self",)))
    for duty in rows:
        duty.status, duty.state_since, duty.note = D.WITHDRAWN, on, reason
        duty.revision += 1
    ProtocolDuty.objects.bulk_update(rows, ["status", "state_since", "note", "revision"], batch_size=500)
    if rows:
        record_acts(
            rows, act="withdraw", label="Düştü", by=by, on=on, details={row.pk: {"reason": reason} for row in rows}
        )
    return len(rows)


@DUTY.act("Yerine getirildi", source=D.DUE, target=D.FULFILLED, may=may_fulfil)
def fulfil(duty: ProtocolDuty, /, *, by: User, on: date, fulfilled_on: date, note: str = "") -> dict[str, Any]:
    """Says that the duty was done; where evidence is asked for, it was added before."""
    if fulfilled_on > on:
        raise Invalid("Yerine getirildiği gün ileri bir tarih olamaz.", {"fulfilled_on": "İleri bir tarih olamaz."})
    if duty.obligation.evidence and duty.proof_id is None:
        raise Invalid(f"Önce kanıtı ekleyin: {duty.obligation.evidence}.")
    duty.fulfilled_on, duty.note = fulfilled_on, note
    return {"proof": duty.proof.sha256} if duty.proof else {}


@DUTY.act("Geri çevir", source=D.FULFILLED, target=D.DUE, may=may_review)
def return_duty(duty: ProtocolDuty, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Asks for it again: the evidence does not show that it was done."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    returned = {"proof": duty.proof.sha256 if duty.proof else "", "fulfilled_on": duty.fulfilled_on}
    duty.statements.all().delete()  # the statement that was said to answer it does not
    duty.fulfilled_on, duty.proof, duty.note = None, None, reason
    return returned


@DUTY.act("Gününü değiştir", source=D.DUE, may=may_review)
def move(duty: ProtocolDuty, /, *, by: User, on: date, due_on: date, reason: str) -> dict[str, Any]:
    """Sets another day, also after the day has passed; the first one is kept."""
    protocol = duty.obligation.protocol
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    if protocol.ends_on and due_on > protocol.ends_on:
        said = f"Protokolün bitişinden ({protocol.ends_on:%d.%m.%Y}) sonra olamaz."
        raise Invalid(said, {"due_on": said})
    before, duty.due_on = duty.due_on, due_on
    return {"before": before}


@DUTY.act("Vazgeç", source=D.DUE, target=D.WAIVED, may=may_waive, danger=True)
def waive(duty: ProtocolDuty, /, *, by: User, on: date, reason: str) -> None:
    """Lets a duty go; the obligation stays for the other days."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    duty.note = reason


def keep_proof(duty: ProtocolDuty, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the evidence of a duty: file and record, both or neither."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            locked = ProtocolDuty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
            _refuse_proof(locked, by)
            attachment = receive(file, by=by, school=locked.school)
            locked.proof = attachment
            locked.revision += 1
            locked.save()
            details = {"file": attachment.name, "sha256": attachment.sha256}
            record_act(locked, act="keep_proof", label="Kanıt eklendi", by=by, on=on, details=details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse_proof(duty: ProtocolDuty, by: User) -> None:
    if not may_fulfil(by, duty):
        raise NotPermitted("Bu yükümlülüğün kanıtını ekleme yetkiniz yok.")
    if duty.status != D.DUE:
        raise OutOfState("Kanıt, bekleyen bir yükümlülüğe eklenir.")
