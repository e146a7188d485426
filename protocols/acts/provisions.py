"""The acts on special provisions: what a clause provides, written down so that checks and placements can use it (okul/8/3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.choices import ProtocolStatus, ProvisionEffect
from protocols.models import Protocol, SpecialProvision
from protocols.permissions import may_edit, may_sign
from protocols.snapshots import text_on
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

from .protocols import EDITED

NAMES = ("clause", "subject", "effect", "whom", "seats", "school", "field", "grades", "text")
CITES = "okul/8/3"


def may_write(user: User, protocol: Protocol) -> bool:
    """Of a draft whoever edits it; of a text agreed on or signed the General Directorate, which reads it out of the text."""
    if protocol.status in EDITED:
        return may_edit(user, protocol)
    return protocol.status in {ProtocolStatus.AGREED, ProtocolStatus.SIGNED} and may_sign(user, protocol)


@transaction.atomic
def save_provision(
    protocol: Protocol,
    provision: SpecialProvision | None,
    *,
    by: User,
    on: date,
    revision: int | None = None,
    **values: Any,
) -> SpecialProvision:
    """Write what a clause provides; the clause must stand in the text, where the text has clauses."""
    protocol = _held(protocol, by, revision)
    row = provision or SpecialProvision(protocol=protocol)
    before = {name: str(getattr(row, name) or "") for name in NAMES} if row.pk else None
    for name in NAMES:
        if name in values:
            setattr(row, name, values[name])
    _refuse(protocol, row)
    row.seen = protocol.amendments.signed().count()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Invalid("Bu madde için aynı hüküm yazılmış.", {"clause": "Aynı hüküm yazılmış."}) from error
    details = {"before": before, "after": {name: str(getattr(row, name) or "") for name in NAMES}}
    _written(protocol, "save_provision", f"Özel hüküm kaydedildi: m. {row.clause}", by, on, details)
    return row


@transaction.atomic
def remove_provision(
    protocol: Protocol, provision: SpecialProvision, *, by: User, on: date, revision: int | None = None
) -> None:
    """Take out what was written of a clause; the clause itself stays in the text."""
    protocol = _held(protocol, by, revision)
    before = {name: str(getattr(provision, name) or "") for name in NAMES}
    provision.delete()
    _written(protocol, "remove_provision", f"Özel hüküm çıkarıldı: m. {before['clause']}", by, on, {"before": before})


def _held(protocol: Protocol, by: User, revision: int | None) -> Protocol:
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status not in {*EDITED, ProtocolStatus.AGREED, ProtocolStatus.SIGNED}:
        raise OutOfState("Sona ermiş protokolün özel hükümleri değiştirilemez.")
    if not may_write(by, protocol):
        raise NotPermitted("Bu protokolün özel hükümlerini yazma yetkiniz yok.")
    if revision is not None and revision != protocol.revision:
        raise Stale("Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin.")
    return protocol


def _refuse(protocol: Protocol, row: SpecialProvision) -> None:
    faults = {}
    if row.effect == ProvisionEffect.RESERVED_SEATS and not row.seats:
        faults["seats"] = "Kaç yer ayrıldığını yazın."
    if row.effect != ProvisionEffect.RESERVED_SEATS and row.seats:
        faults["seats"] = "Yer sayısı yalnız ayrılan kontenjanda yazılır."
    if row.effect in {ProvisionEffect.RESERVED_SEATS, ProvisionEffect.PRIORITY} and not row.whom.strip():
        faults["whom"] = "Kimler için olduğunu yazın."
    if row.school_id and not protocol.schools.filter(pk=row.school_id).exists():
        faults["school"] = "Protokol bu okulu saymıyor."
    contents = text_on(protocol)
    if contents.clauses and contents.clause(row.clause) is None:
        faults["clause"] = f"Madde {row.clause} protokolde yok."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _written(protocol: Protocol, act: str, label: str, by: User, on: date, details: dict[str, Any]) -> None:
    protocol.revision += 1
    protocol.save()
    record_act(protocol, act=act, label=label, by=by, on=on, cites=CITES, details=details)
