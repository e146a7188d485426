"""The demonstration's stakeholders and signed protocols: one for every other model school."""

from __future__ import annotations

from datetime import date, timedelta

from protocols.choices import ProtocolStatus, StakeholderKind
from protocols.models import Protocol, Stakeholder
from schools.models import School

TERM = timedelta(days=3 * 365)


def make_protocols(schools: list[School], today: date) -> int:
    """Signed a year ago for three years; returns how many."""
    begun = today - timedelta(days=365)
    chosen = schools[::2]
    hosts = Stakeholder.objects.bulk_create(
        Stakeholder(
            name=f"{school.district.name} Organize Sanayi Bölge Müdürlüğü ({number})",
            kind=StakeholderKind.ZONE_MANAGEMENT,
            province_id=school.province_id,
        )
        for number, school in enumerate(chosen, start=1)
    )
    protocols = Protocol.objects.bulk_create(
        Protocol(
            title=f"{school.name} mesleki eğitim iş birliği protokolü"[:200],
            status=ProtocolStatus.SIGNED,
            signed_on=begun - timedelta(days=20),
            starts_on=begun,
            ends_on=begun + TERM,
        )
        for school in chosen
    )
    named, parties = Protocol.schools.through, Protocol.stakeholders.through
    named.objects.bulk_create(named(protocol=p, school=s) for p, s in zip(protocols, chosen, strict=True))
    parties.objects.bulk_create(parties(protocol=p, stakeholder=h) for p, h in zip(protocols, hosts, strict=True))
    return len(protocols)
