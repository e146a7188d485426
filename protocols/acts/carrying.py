"""Which organisation carries which school, by signed protocols and by those in preparation: written beside the acts, one each."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from protocols.models import Backing, Preparation, Protocol
from workflow.refusals import Invalid

OVERLAP = "Bu paydaş ile bu okul için aynı günlerde yürürlükte olan bir protokol var; süreyi düzeltin veya ek protokol yapın."


def back(protocol: Protocol) -> None:
    """Write which organisation carries which school by this protocol, and until when; refuses what overlaps."""
    until = protocol.ended_on - timedelta(days=1) if protocol.ended_on else protocol.ends_on
    protocol.backings.all().delete()
    if protocol.starts_on is None or (until is not None and until < protocol.starts_on):
        return
    rows = [
        Backing(protocol=protocol, school=school, stakeholder=party, starts_on=protocol.starts_on, ends_on=until)
        for school in protocol.schools.order_by("pk")
        for party in protocol.stakeholders.order_by("pk")
    ]
    try:
        with transaction.atomic():
            Backing.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Invalid(OVERLAP, {"starts_on": OVERLAP}) from error


def refuse_overlap(protocol: Protocol, starts_on: date, ends_on: date) -> None:
    """Say before the signature what it would be refused for; a protocol that is renewed makes room by itself."""
    rows = Backing.objects.filter(
        school__in=protocol.schools.all(), stakeholder__in=protocol.stakeholders.all(), starts_on__lte=ends_on
    ).exclude(ends_on__lt=starts_on)
    rows = rows.exclude(protocol__in=[key for key in (protocol.pk, protocol.renews_id) if key])
    found = rows.select_related("protocol", "school", "stakeholder").order_by("pk").first()
    if found is not None:
        raise Invalid(f"{OVERLAP} ({found.protocol}: {found})", {"starts_on": OVERLAP})


def prepare(protocol: Protocol) -> None:
    """Write for which school and organisation the draft is; of two drafts for the same two the second is refused."""
    protocol.preparations.all().delete()
    rows = [
        Preparation(protocol=protocol, school=school, stakeholder=party)
        for school in protocol.schools.order_by("pk")
        for party in protocol.stakeholders.order_by("pk")
    ]
    try:
        with transaction.atomic():
            Preparation.objects.bulk_create(rows)
    except IntegrityError as error:
        said = _prepared_already(rows)
        raise Invalid(said, {"stakeholders": said}) from error


def _prepared_already(rows: list[Preparation]) -> str:
    for row in rows:
        other = Preparation.objects.filter(school=row.school, stakeholder=row.stakeholder).exclude(
            protocol=row.protocol
        )
        if (found := other.select_related("protocol").first()) is not None:
            return (
                f"{row.school} ile {row.stakeholder} için hazırlanan bir protokol zaten var: {found.protocol}. "
                "Onu sürdürün ya da ondan vazgeçin."
            )
    return "Bu okul ile bu paydaş için hazırlanan bir protokol zaten var."
