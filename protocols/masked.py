"""Whose data of this room may be revealed, and to whom: whom to ask for at a stakeholder, and trainers' numbers."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import NATIONAL_ROLES, Role
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import Stakeholder, Trainer
from .permissions.places import SCHOOL_SIDE


def _stakeholders(user: User) -> QuerySet[Stakeholder]:
    """They are party to protocols of the whole country."""
    return Stakeholder.objects.all() if user.has_role(*NATIONAL_ROLES) else Stakeholder.objects.none()


may_be_revealed("paydas", Kind("Paydaş kuruluş", _stakeholders, {"contact": "İrtibat"}))


def _trainers(user: User) -> QuerySet[Trainer]:
    """The school's side, which engages them, and the ministry; programs and readers of the whole have no need of it."""
    rows = Trainer.objects.visible_to(user)
    people = [role for role in SCHOOL_SIDE if role != Role.CLIENT]
    return rows if user.is_ministry or user.has_role(*people) else rows.none()


may_be_revealed("egitici", Kind("Eğitici", _trainers, {"identity_number": "T.C. kimlik no"}))
