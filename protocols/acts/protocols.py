"""The acts on a protocol: drafted, negotiated, agreed, signed, renewed, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from protocols.choices import PREPARED, ProtocolStatus
from protocols.models import Clause, CoveredField, Protocol, ProtocolTemplate, Stakeholder
from protocols.permissions import may_edit, may_end, may_mark_renewed, may_open, may_sign
from protocols.snapshots import contents_of, frozen, text_on
from schools.models import School
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

from .carrying import back, prepare, refuse_overlap
from .obligations import plan_duties
from .signatures import refuse_unsigned
from .stakeholders import refuse_unfit_parties

PROTOCOL = Lifecycle()
S = ProtocolStatus
EDITED = (S.DRAFT, S.NEGOTIATION)
RENEWABLE = (S.SIGNED, S.ENDED)
OVER = ("protocols.tasks.after_protocol_over",)


@PROTOCOL.opening("Protokol taslağı aç", target=S.DRAFT, may=may_open, cites="okul/3/1")
def open_protocol(
    school: School,
    /,
    *,
    by: User,
    on: date,
    title: str,
    stakeholders: Iterable[Stakeholder] = (),
    schools: Iterable[School] = (),
    starts_on: date | None = None,
    ends_on: date | None = None,
    with_template: bool = True,
) -> Protocol:
    """Drafts a protocol between the General Directorate and stakeholders for the school, and others that it names.

    Its clauses are those of the template in force that day, where there is one; not so ``with_template`` off, for what was
    written elsewhere and says something else.
    """
    named = {school.pk: school, **{other.pk: other for other in schools}}
    if any(not by.scope.covers(other) for other in named.values()):
        raise NotPermitted("Protokole yalnız yetki alanınızdaki okullar eklenebilir.")
    _refuse_days(starts_on, ends_on)
    parties = list(stakeholders)
    refuse_unfit_parties(parties)
    template = ProtocolTemplate.objects.in_force(on) if with_template else None
    protocol = Protocol.objects.create(title=title, starts_on=starts_on, ends_on=ends_on, template=template)
    protocol.schools.set(named.values())
    protocol.stakeholders.set(parties)
    prepare(protocol)
    if template is not None:
        Clause.objects.bulk_create(
            Clause(protocol=protocol, number=row.number, title=row.title, text=row.text, required=row.required)
            for row in template.clauses.all()
        )
    return protocol


@PROTOCOL.opening("Yenileme taslağı aç", target=S.DRAFT, may=may_edit, cites="okul/3/1")
def open_renewal(protocol: Protocol, /, *, by: User, on: date) -> Protocol:
    """Drafts the protocol that is to follow: with the parties, schools, fields and clauses as they hold at the end."""
    if protocol.status not in RENEWABLE:
        raise OutOfState("Yalnız imzalanmış veya süresi dolmuş bir protokol yenilenebilir.")
    if Protocol.objects.filter(renews=protocol).exclude(status=S.DROPPED).exists():
        raise OutOfState("Bu protokolün yenileme taslağı zaten açılmış.")
    contents = text_on(protocol)
    starts_on = protocol.ends_on + timedelta(days=1) if protocol.ends_on else None
    renewal = Protocol.objects.create(
        title=protocol.title, starts_on=starts_on, template=protocol.template, renews=protocol
    )
    renewal.schools.set(contents.schools)
    renewal.stakeholders.set(contents.parties)
    prepare(renewal)
    required = set(protocol.clauses.filter(required=True).values_list("number", flat=True))
    Clause.objects.bulk_create(
        Clause(protocol=renewal, number=c.number, title=c.title, text=c.text, required=c.number in required)
        for c in contents.clauses
    )
    CoveredField.objects.bulk_create(
        CoveredField(protocol=renewal, school_id=row.school_id, field_id=row.field_id)
        for row in protocol.covered.exclude(agreed=False)
        if str(row.school_id) in contents.schools
    )
    return renewal


def _refuse_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("Bitiş günü başlangıçtan önce olamaz.", {"ends_on": "Başlangıçtan önce olamaz."})


def held_for_editing(protocol: Protocol, by: User, revision: int | None) -> Protocol:
    """The protocol, locked, where its text may be changed by this user; refused otherwise."""
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status not in EDITED:
        raise OutOfState(
            "Mutabık kalınan metin değiştirilemez; önce müzakereye geri alın."
            if protocol.status == S.AGREED
            else "İmzalanmış protokol değiştirilemez; ek protokol gerekir."
        )
    if not may_edit(by, protocol):
        raise NotPermitted("Bu protokolü düzenleme yetkiniz yok.")
    if revision is not None and revision != protocol.revision:
        raise Stale("Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin.")
    return protocol


@transaction.atomic
def save_protocol(protocol: Protocol, *, by: User, on: date, revision: int | None = None, **values: Any) -> Protocol:
    """Change a draft: title, days, ``stakeholders`` and ``schools``; a signed text is changed by amendment only.

    ``revision``: the one that the user edited; another one now refuses the save as stale.
    """
    protocol = held_for_editing(protocol, by, revision)
    if any(not by.scope.covers(school) for school in values.get("schools", ())):
        raise NotPermitted("Bu protokolü düzenleme yetkiniz yok.")
    _refuse_days(values.get("starts_on", protocol.starts_on), values.get("ends_on", protocol.ends_on))
    there = set(protocol.stakeholders.values_list("pk", flat=True))
    refuse_unfit_parties([party for party in values.get("stakeholders", ()) if party.pk not in there])
    for name in ("title", "starts_on", "ends_on", "general_directorate_party"):
        if name in values:
            setattr(protocol, name, values[name])
    protocol.revision += 1
    protocol.save()
    for name in ("stakeholders", "schools"):
        if name in values:
            getattr(protocol, name).set(values[name])
    prepare(protocol)
    if "schools" in values:
        protocol.covered.exclude(school__in=[school.pk for school in values["schools"]]).delete()
    record_act(protocol, act="save_protocol", label="Taslak kaydedildi", by=by, on=on, details=values)
    return protocol


@PROTOCOL.act("Müzakereye aç", source=S.DRAFT, target=S.NEGOTIATION, may=may_edit, cites="okul/3/1")
def negotiate(protocol: Protocol, /, *, by: User, on: date) -> None:
    """Opens the text to the parties: from now on each change is negotiated with them."""
    if not protocol.stakeholders.exists():
        raise Invalid("Önce en az bir paydaş kuruluş seçin (Yönerge m. 3/1-f).")
    if not protocol.schools.exists():
        raise Invalid("Protokol en az bir okulu adıyla saymalıdır.")
    prepare(protocol)


@PROTOCOL.act(
    "Mutabakatı kaydet",
    source=S.NEGOTIATION,
    target=S.AGREED,
    may=may_sign,
    cites="okul/3/1",
    then=("protocols.tasks.after_agreement",),
)
def agree(protocol: Protocol, /, *, by: User, on: date) -> dict[str, Any]:
    """Closes the text: the parties agree on every clause, on the days and on the fields covered."""
    if protocol.starts_on is None or protocol.ends_on is None:
        raise Invalid("Yürürlük başlangıcını ve bitişini yazın.")
    if not protocol.clauses.exists():
        raise Invalid("Protokolün hiç maddesi yok.")
    undecided = protocol.covered.filter(agreed=None).count()
    if undecided:
        raise Invalid(f"İstenen {undecided} alanın kapsama alınıp alınmadığı kararlaştırılmadı.")
    refuse_overlap(protocol, protocol.starts_on, protocol.ends_on)
    return {"contents": frozen(contents_of(protocol))}


@PROTOCOL.act(
    "Müzakereye geri al",
    source=S.AGREED,
    target=S.NEGOTIATION,
    may=may_sign,
    then=("protocols.tasks.after_reopening",),
)
def reopen(protocol: Protocol, /, *, by: User, on: date, reason: str) -> None:
    """Opens an agreed text again, before it is signed; what was signed of it meanwhile no longer counts."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    protocol.signatures.filter(amendment=None).delete()


@PROTOCOL.act(
    "İmzayı kaydet",
    source={S.DRAFT, S.AGREED},
    target=S.SIGNED,
    may=may_sign,
    cites="okul/3/1",
    then=("protocols.tasks.after_signature",),
)
def sign(
    protocol: Protocol, /, *, by: User, on: date, signed_on: date, starts_on: date, ends_on: date, document: Any = None
) -> dict[str, Any]:
    """Records the signed contract: the General Directorate and at least one stakeholder are party to it.

    From a draft: a protocol that was negotiated and signed outside the system. From now on its text is kept as its base.
    """
    _refuse_signing(protocol, signed_on, starts_on, ends_on, on)
    protocol.signed_on, protocol.starts_on, protocol.ends_on = signed_on, starts_on, ends_on
    protocol.document = document or protocol.document
    protocol.covered.filter(agreed=None).update(agreed=True)
    protocol.base = frozen(contents_of(protocol))
    if protocol.renews is not None:
        protocol.save()
        _close_renewed(protocol.renews, by, on, starts_on)
    back(protocol)
    protocol.preparations.all().delete()
    plan_duties(protocol, on=on)
    return {"contents": protocol.base}


def _refuse_signing(protocol: Protocol, signed_on: date, starts_on: date, ends_on: date, on: date) -> None:
    faults = {}
    if signed_on > on:
        faults["signed_on"] = "İmza günü ileri bir tarih olamaz."
    if ends_on < starts_on:
        faults["ends_on"] = "Bitiş günü başlangıçtan önce olamaz."
    if faults:
        raise Invalid("Günleri düzeltin.", faults)
    if protocol.status == S.AGREED:
        refuse_unsigned(protocol.signatures.filter(amendment=None), protocol.stakeholders.all(), signed_on)
    if not protocol.general_directorate_party:
        raise Invalid("Genel Müdürlük protokolün tarafı olmalıdır (Yönerge m. 3/1-f).")
    if not protocol.stakeholders.exists():
        raise Invalid("En az bir paydaş kuruluş protokolün tarafı olmalıdır (Yönerge m. 3/1-f).")
    if not protocol.schools.exists():
        raise Invalid("Protokol en az bir okulu adıyla saymalıdır.")


def _close_renewed(renewed: Protocol, by: User, on: date, starts_on: date) -> None:
    """The protocol that is renewed ends on the day on which the new one begins, or has ended before."""
    if renewed.status == S.SIGNED:
        days = [max(starts_on, renewed.starts_on or starts_on)]
        if renewed.ends_on is not None:  # where the new one begins later, the old one ends by its own term
            days.append(renewed.ends_on + timedelta(days=1))
        mark_renewed(renewed, by=by, on=on, ended_on=min(days))


@PROTOCOL.act(
    "Vazgeç",
    source=PREPARED,
    target=S.DROPPED,
    may=may_edit,
    danger=True,
    then=("protocols.tasks.after_reopening",),
)
def drop(protocol: Protocol, /, *, by: User, on: date, reason: str) -> None:
    """Gives up a protocol that was not signed; the file stays to be looked at."""
    if not reason.strip():
        raise Invalid("Vazgeçme nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    protocol.end_reason = reason
    protocol.preparations.all().delete()


@PROTOCOL.act("Sona erdir", source=S.SIGNED, target=S.ENDED, may=may_end, danger=True, then=OVER)
def end(protocol: Protocol, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Ends a protocol before its term by consent; ``ended_on`` is the first day on which it no longer holds."""
    _close(protocol, on, ended_on, reason)


@PROTOCOL.act("Fesih kaydet", source=S.SIGNED, target=S.TERMINATED, may=may_end, danger=True, then=OVER)
def terminate(protocol: Protocol, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Records that a party terminated the protocol; ``ended_on`` is the first day on which it no longer holds."""
    _close(protocol, on, ended_on, reason)


@PROTOCOL.act("Yenilendiğini kaydet", source=S.SIGNED, target=S.RENEWED, may=may_mark_renewed, then=OVER)
def mark_renewed(protocol: Protocol, /, *, by: User, on: date, ended_on: date) -> None:
    """Closes a protocol on the day on which the one that renews it begins; the signature of that one does it by itself."""
    _close(protocol, on, ended_on, "Yenilendi.")


def _close(protocol: Protocol, on: date, ended_on: date, reason: str) -> None:
    if protocol.starts_on and ended_on < protocol.starts_on:
        raise Invalid("Sona erme, yürürlükten önce olamaz.", {"ended_on": "Yürürlük başlangıcından önce olamaz."})
    if protocol.ends_on and ended_on > protocol.ends_on + timedelta(days=1):
        said = f"Protokolün süresi {protocol.ends_on:%d.%m.%Y} günü zaten doluyor; daha geç bir gün yazılamaz."
        raise Invalid(said, {"ended_on": said})
    if not reason.strip():
        raise Invalid("Sona erme nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    protocol.ended_on, protocol.end_reason = ended_on, reason
    back(protocol)
    plan_duties(protocol, on=on)
