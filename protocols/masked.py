"""Whose data of this room may be revealed, and to whom: of stakeholders, the people to ask for there, and trainers."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.choices import NATIONAL_ROLES, PROVINCE_ROLES, Role
from accounts.models import User
from schools.phones import shown_phone
from workflow.people.revealing import Kind, may_be_revealed

from .models import Protocol, Stakeholder, StakeholderContact, Trainer
from .permissions.places import SCHOOL_SIDE


def stakeholders_worked_with(user: User) -> QuerySet[Stakeholder]:
    """Those with whom the user has to do: all for the ministry's side; those of the own province, and parties of own protocols."""
    rows = Stakeholder.objects.visible_to(user)
    if user.has_role(*NATIONAL_ROLES):
        return rows
    parties = Protocol.stakeholders.through.objects.filter(protocol__in=Protocol.objects.visible_to(user).values("pk"))
    own = Q(pk__in=parties.values("stakeholder"))
    if user.has_role(*PROVINCE_ROLES):
        own |= Q(province__in=user.scope.provinces)
    return rows.filter(own)


def _trainers(user: User) -> QuerySet[Trainer]:
    """The school's side, which engages them, and the ministry; programs and readers of the whole have no need of it."""
    rows = Trainer.objects.visible_to(user)
    people = [role for role in SCHOOL_SIDE if role != Role.CLIENT]
    return rows if user.is_ministry or user.has_role(*people) else rows.none()


may_be_revealed("egitici", Kind("Eğitici", _trainers, {"identity_number": "T.C. kimlik no"}))


def _contacts(user: User) -> QuerySet[StakeholderContact]:
    return StakeholderContact.objects.filter(stakeholder__in=stakeholders_worked_with(user).values("pk"))


def _phone(contact: StakeholderContact) -> str:
    return shown_phone(contact.phone)


CONTACT = {"name": "Adı soyadı", "title": "Görevi", "phone": "Telefon", "email": "E-posta"}

may_be_revealed("paydas", Kind("Paydaş kuruluş", stakeholders_worked_with, {"tax_number": "Vergi kimlik no"}))
may_be_revealed("irtibat", Kind("Paydaş irtibatı", _contacts, CONTACT, {"phone": _phone}))
