"""The acts on a protocol: drafted, signed, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from protocols.choices import ProtocolStatus
from protocols.models import Protocol, Stakeholder
from protocols.permissions import may_edit, may_end, may_open, may_sign
from schools.models import School
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

PROTOCOL = Lifecycle()
S = ProtocolStatus


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
) -> Protocol:
    """Drafts a protocol between the General Directorate and stakeholders for the school, and others that it names."""
    named = {school.pk: school, **{other.pk: other for other in schools}}
    if any(not by.scope.covers(other) for other in named.values()):
        raise NotPermitted("Protokole yalnız yetki alanınızdaki okullar eklenebilir.")
    _refuse_days(starts_on, ends_on)
    protocol = Protocol.objects.create(title=title, starts_on=starts_on, ends_on=ends_on)
    protocol.schools.set(named.values())
    protocol.stakeholders.set(stakeholders)
    return protocol


def _refuse_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("Bitiş günü başlangıçtan önce olamaz.", {"ends_on": "Başlangıçtan önce olamaz."})


@transaction.atomic
def save_protocol(protocol: Protocol, *, by: User, on: date, revision: int | None = None, **values: Any) -> Protocol:
    """Change a draft: title, days, ``stakeholders`` and ``schools``; a signed text is changed by amendment only.

    ``revision``: the one that the user edited; another one now refuses the save as stale.
    """
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if protocol.status != S.DRAFT:
        raise OutOfState("İmzalanmış protokol değiştirilemez; ek protokol gerekir.")
    if not may_edit(by, protocol) or any(not by.scope.covers(school) for school in values.get("schools", ())):
        raise NotPermitted("Bu protokolü düzenleme yetkiniz yok.")
    if revision is not None and revision != protocol.revision:
        raise Stale("Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin.")
    _refuse_days(values.get("starts_on", protocol.starts_on), values.get("ends_on", protocol.ends_on))
    for name in ("title", "starts_on", "ends_on", "general_directorate_party"):
        if name in values:
            setattr(protocol, name, values[name])
    protocol.revision += 1
    protocol.save()
    for name in ("stakeholders", "schools"):
        if name in values:
            getattr(protocol, name).set(values[name])
    record_act(protocol, act="save_protocol", label="Taslak kaydedildi", by=by, on=on, details=values)
    return protocol


@PROTOCOL.act("İmzayı kaydet", source=S.DRAFT, target=S.SIGNED, may=may_sign, cites="okul/3/1")
def sign(
    protocol: Protocol, /, *, by: User, on: date, signed_on: date, starts_on: date, ends_on: date, document: Any = None
) -> None:
    """Records the signed contract: the General Directorate and at least one stakeholder are party to it."""
    faults = {}
    if signed_on > on:
        faults["signed_on"] = "İmza günü ileri bir tarih olamaz."
    if ends_on < starts_on:
        faults["ends_on"] = "Bitiş günü başlangıçtan önce olamaz."
    if faults:
        raise Invalid("Günleri düzeltin.", faults)
    if not protocol.general_directorate_party:
        raise Invalid("Genel Müdürlük protokolün tarafı olmalıdır (Yönerge m. 3/1-f).")
    if not protocol.stakeholders.exists():
        raise Invalid("En az bir paydaş kuruluş protokolün tarafı olmalıdır (Yönerge m. 3/1-f).")
    if not protocol.schools.exists():
        raise Invalid("Protokol en az bir okulu adıyla saymalıdır.")
    protocol.signed_on, protocol.starts_on, protocol.ends_on = signed_on, starts_on, ends_on
    protocol.document = document


@PROTOCOL.act("Sona erdir", source=S.SIGNED, target=S.ENDED, may=may_end, danger=True)
def end(protocol: Protocol, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Ends a protocol before its term; ``ended_on`` is the first day on which it no longer holds."""
    if protocol.starts_on and ended_on < protocol.starts_on:
        raise Invalid("Sona erme, yürürlükten önce olamaz.", {"ended_on": "Yürürlük başlangıcından önce olamaz."})
    if not reason.strip():
        raise Invalid("Sona erme nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    protocol.ended_on, protocol.end_reason = ended_on, reason
