"""Whose data of this room may be revealed, and to whom: whom to ask for at a stakeholder."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import NATIONAL_ROLES
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import Stakeholder


def _stakeholders(user: User) -> QuerySet[Stakeholder]:
    """They are party to protocols of the whole country."""
    return Stakeholder.objects.all() if user.has_role(*NATIONAL_ROLES) else Stakeholder.objects.none()


may_be_revealed("paydas", Kind("Paydaş kuruluş", _stakeholders, {"contact": "İrtibat"}))
