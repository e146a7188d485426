"""Whose data of this room may be revealed, and to whom: participants' numbers."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import CENTRE_ROLES, PROVINCE_ROLES, Role
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import Participant

KIND = "faaliyet-katilimcisi"


def _participants(user: User) -> QuerySet[Participant]:
    """The centre that keeps the list, its school and directorates, and the ministry; readers of the whole have no need of it."""
    rows = Participant.objects.visible_to(user).exclude(identity_number="")
    may = user.is_ministry or user.has_role(*CENTRE_ROLES, Role.PRINCIPAL, Role.DISTRICT_OFFICER, *PROVINCE_ROLES)
    return rows if may else rows.none()


may_be_revealed(KIND, Kind("Faaliyet katılımcısı", _participants, {"identity_number": "T.C. kimlik no"}))
