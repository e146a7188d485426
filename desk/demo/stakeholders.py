"""The demonstration's organisations: people to ask for, affiliations, a pair that looks like one, a merged and a closed record."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.choices import Role
from accounts.models import Duty, Province, User
from protocols.acts import (
    add_contact,
    add_obligation,
    affiliate,
    close_stakeholder,
    correct,
    merge,
    open_stakeholder,
)
from protocols.choices import ProtocolStatus, StakeholderKind
from protocols.choices.obligations import Every, ObligationKind, Owner
from protocols.choices.stakeholders import Belonging
from protocols.models import Protocol, Stakeholder

ANKARA = 6
TAX_NUMBERS = ("1234567904", "1234567912", "1234567920")  # made up; their checksums hold


def make_stakeholders(*, expert: User, representative: User, today: date) -> None:
    """Everything by its acts; the representative acts for the party of the protocol that has a calendar of duties."""
    protocol = Protocol.objects.filter(status=ProtocolStatus.SIGNED, clauses__isnull=False).order_by("pk").first()
    ankara = Province.objects.get(pk=ANKARA)
    chamber = _open("Başkent Sanayi Odası (gösterim)", StakeholderKind.CHAMBER, ankara, expert, today, nace="94")
    if protocol is not None:
        _party(protocol, chamber, expert, representative, today)
    kept = _open("Başkent Makina Sanayi ve Ticaret Anonim Şirketi", StakeholderKind.ENTERPRISE, ankara, expert, today)
    correct(kept, by=expert, on=today, tax_number=TAX_NUMBERS[1], nace="28", phone="(312) 555 01 02")
    _open("BAŞKENT MAK. SAN. TİC. A.Ş.", StakeholderKind.ENTERPRISE, ankara, expert, today)
    gone = _open("Anadolu Çelik Ltd. Şti.", StakeholderKind.ENTERPRISE, ankara, expert, today)
    steel = _open("ANADOLU ÇELİK LİMİTED ŞİRKETİ", StakeholderKind.ENTERPRISE, ankara, expert, today, nace="24")
    merge(gone, by=expert, on=today, into=steel, reason="Aynı şirket iki ayrı yazılışla kaydedilmiş.")
    ended = _open("Çankaya Tekstil A.Ş.", StakeholderKind.ENTERPRISE, ankara, expert, today, nace="13")
    close_stakeholder(ended, by=expert, on=today, closed_on=today - timedelta(days=40), reason="Tasfiye edildi.")


def _open(name: str, kind: str, province: Province, by: User, today: date, *, nace: str = "") -> Stakeholder:
    record = Stakeholder(name=name, kind=kind, province=province, nace=nace)
    made: Stakeholder = open_stakeholder(record, by=by, on=today, is_another=True)
    return made


def _party(protocol: Protocol, chamber: Stakeholder, by: User, representative: User, today: date) -> None:
    """The party with its people, its chamber, what it owes, and who represents it."""
    party = protocol.stakeholders.order_by("pk")[0]
    since = today - timedelta(days=600)
    facts = {"tax_number": TAX_NUMBERS[0], "nace": "25", "address": "Organize Sanayi Bölgesi 1. Cadde No: 12"}
    party = correct(party, by=by, on=today, phone="(312) 555 12 00", email="bilgi@osb.example.com", **facts)
    for name, title, number, ends_on in (
        ("Zehra Gündüzalp", "Eğitim koordinatörü", "(312) 555 12 34", None),
        ("Oğuz Şenyürek", "Bölge müdürü", "(312) 555 12 01", today - timedelta(days=200)),
    ):
        add_contact(party, by=by, on=today, name=name, title=title, phone=number, starts_on=since, ends_on=ends_on)
    affiliate(party, by=by, on=today, parent=chamber, how=Belonging.MEMBER, starts_on=since)
    add_obligation(
        protocol, by=by, on=today, clause="4", kind=ObligationKind.EXPENSES, title="Temrinlik malzemesinin teslimi",
        owner=Owner.STAKEHOLDER, stakeholder=party, first_due_on=today - timedelta(days=20), every=Every.QUARTER,
        evidence="Teslim tutanağı",
    )  # fmt: skip
    Duty.objects.create(user=representative, role=Role.REPRESENTATIVE, stakeholder_code=party.code, starts_on=since)
