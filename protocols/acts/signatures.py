"""Who signed an agreed text, of a protocol or of an amendment, for which party: each party once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.choices import AmendmentStatus, ProtocolStatus
from protocols.models import Amendment, Protocol, Signature, Stakeholder
from protocols.permissions import may_sign
from protocols.rules.consolidation import Kind
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

DIRECTORATE = "Mesleki ve Teknik Eğitim Genel Müdürlüğü"
AGREED = {ProtocolStatus.AGREED, AmendmentStatus.AGREED}


def signatures_of(record: Protocol | Amendment) -> Any:
    if isinstance(record, Amendment):
        return record.signatures.all()
    return record.signatures.filter(amendment=None)


def parties_of(record: Protocol | Amendment) -> Any:
    """The organisations that sign: of an amendment those that are party before it, and those that it adds."""
    if not isinstance(record, Amendment):
        return record.stakeholders.all()
    added = record.changes.filter(kind=Kind.PARTY_ADDED).values("stakeholder")
    return Stakeholder.objects.filter(pk__in=record.protocol.stakeholders.values("pk")) | Stakeholder.objects.filter(
        pk__in=added
    )


@transaction.atomic
def record_signature(
    record: Protocol | Amendment,
    *,
    by: User,
    on: date,
    stakeholder: Stakeholder | None,
    name: str,
    title: str,
    signed_on: date,
) -> Signature:
    """Record that a party signed the agreed text; ``stakeholder`` ``None``: the General Directorate. Once for each party."""
    locked: Any = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)  # type: ignore[attr-defined]
    if locked.status not in AGREED:
        raise OutOfState("İmzalar, mutabık kalınan metne atılır.")
    if not may_sign(by, locked):
        raise NotPermitted("İmzaları Genel Müdürlük kaydeder.")
    if stakeholder is not None and not parties_of(locked).filter(pk=stakeholder.pk).exists():
        raise Invalid("Bu kuruluş protokolün tarafı değil.", {"stakeholder": "Protokolün tarafı değil."})
    if signed_on > on:
        raise Invalid("İmza günü ileri bir tarih olamaz.", {"signed_on": "İleri bir tarih olamaz."})
    signature = _kept(locked, stakeholder, name, title, signed_on)
    locked.revision += 1
    locked.save()
    label = f"{stakeholder or 'Genel Müdürlük'} imzaladı"[:120]
    details = {"party": stakeholder.pk if stakeholder else None, "name": name, "signed_on": signed_on}
    record_act(locked, act="record_signature", label=label, by=by, on=on, details=details)
    return signature


def _kept(record: Any, stakeholder: Stakeholder | None, name: str, title: str, signed_on: date) -> Signature:
    is_amendment = isinstance(record, Amendment)
    try:
        with transaction.atomic():
            return Signature.objects.create(
                protocol=record.protocol if is_amendment else record,
                amendment=record if is_amendment else None,
                stakeholder=stakeholder,
                name=name,
                title=title,
                signed_on=signed_on,
            )
    except IntegrityError as error:
        raise Invalid("Bu taraf zaten imzaladı.", {"stakeholder": "Bu taraf zaten imzaladı."}) from error


def refuse_unsigned(signatures: Iterable[Signature], parties: Iterable[Stakeholder], signed_on: date) -> None:
    """An agreed text is signed when every party has signed it, on the day of the last one or later."""
    rows = list(signatures)
    signed = {row.stakeholder_id for row in rows}
    missing = [str(party) for party in parties if party.pk not in signed]
    missing = missing if None in signed else [DIRECTORATE, *missing]
    if missing:
        raise Invalid(f"Önce tarafların imzalarını kaydedin; imzası eksik: {', '.join(missing)}.")
    last = max(row.signed_on for row in rows)
    if signed_on < last:
        said = f"Son imzanın gününden ({last:%d.%m.%Y}) önce olamaz."
        raise Invalid(said, {"signed_on": said})
