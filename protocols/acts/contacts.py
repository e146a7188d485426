"""The acts on the people to ask for at a stakeholder. The journal tells that somebody was entered, never who."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from protocols.models import Stakeholder, StakeholderContact
from protocols.permissions.stakeholders import may_record
from schools.phones import phone_in_e164
from workflow.refusals import Invalid

from .stakeholders import STAKEHOLDER, S

UNSAID = "•••"
OF_A_PERSON = ("name", "phone", "email")


def _unsaid(values: dict[str, Any]) -> dict[str, Any]:
    """What the journal keeps in the place of a person's data."""
    return {name: UNSAID for name in OF_A_PERSON if values.get(name)}


def _settle(contact: StakeholderContact) -> None:
    faults = {}
    contact.name = " ".join(contact.name.split())
    if not contact.name:
        faults["name"] = "Kişinin adını ve soyadını yazın."
    phone = phone_in_e164(contact.phone)
    if phone is None:
        faults["phone"] = "Alan koduyla on rakam yazın: (312) 413 19 17."
    contact.phone = phone or ""
    if contact.starts_on and contact.ends_on and contact.ends_on < contact.starts_on:
        faults["ends_on"] = "İlk gününden önce olamaz."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


@STAKEHOLDER.act("İrtibat kişisi ekle", source=S.LIVE, may=may_record, done="İrtibat kişisi eklendi.")
def add_contact(
    stakeholder: Stakeholder, /, *, by: User, on: date, name: str, title: str = "", phone: str = "", email: str = "",
    starts_on: date | None = None, ends_on: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Adds a person to ask for; the data are shown masked, and whoever sees them says why."""
    contact = StakeholderContact(
        stakeholder=stakeholder, name=name, title=title, phone=phone, email=email, starts_on=starts_on, ends_on=ends_on
    )
    _settle(contact)
    contact.save()
    return {**_unsaid({"name": name, "phone": phone, "email": email}), "contact": contact.pk}


@STAKEHOLDER.act("İrtibat kişisini düzelt", source=S.LIVE, may=may_record, done="İrtibat kişisi düzeltildi.")
def change_contact(
    stakeholder: Stakeholder, /, *, by: User, on: date, contact: StakeholderContact, name: str = "", title: str = "",
    phone: str = "", email: str = "", starts_on: date | None = None, ends_on: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Changes what is recorded of a person; what is left empty stays, so that nobody need see the rest."""
    row = _of(stakeholder, contact)
    given = {"name": name, "title": title, "phone": phone, "email": email, "starts_on": starts_on, "ends_on": ends_on}
    for field, value in given.items():
        if value:
            setattr(row, field, value)
    _settle(row)
    row.save()
    return _unsaid(given)


@STAKEHOLDER.act("İrtibatı bitir", source=(S.LIVE, S.CLOSED), may=may_record, done="İrtibatın son günü yazıldı.")
def end_contact(
    stakeholder: Stakeholder, /, *, by: User, on: date, contact: StakeholderContact, ends_on: date
) -> None:
    """Records the last day on which the person is the one to ask for."""
    row = _of(stakeholder, contact)
    row.ends_on = ends_on
    _settle(row)
    row.save()


@STAKEHOLDER.act(
    "Kişinin verisini sil", source=(S.LIVE, S.CLOSED), may=may_record, danger=True, done="Kişinin verisi silindi."
)
def forget_contact(
    stakeholder: Stakeholder, /, *, by: User, on: date, contact: StakeholderContact, reason: str
) -> dict[str, Any]:
    """Deletes a person's data for good; the journal keeps that it was done, by whom and why."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    row = _of(stakeholder, contact)
    days = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    row.delete()
    return days


def _of(stakeholder: Stakeholder, contact: StakeholderContact) -> StakeholderContact:
    row = stakeholder.contacts.filter(pk=contact.pk).first()
    if row is None:
        raise Invalid("Bu kişi bu kuruluşun irtibat kişisi değil.", {"contact": "Kuruluşun bir kişisini seçin."})
    found: StakeholderContact = row
    return found
