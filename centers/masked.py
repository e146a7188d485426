"""Whose data of this room may be revealed, and to whom: the numbers of teachers who are assigned to centres."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import PROVINCE_ROLES
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import StaffAssignment


def _staff(user: User) -> QuerySet[StaffAssignment]:
    """The ministry, which assigns, and the province, which has the person; nobody else has need of it."""
    rows = StaffAssignment.objects.visible_to(user).exclude(identity_number="")
    return rows if user.is_ministry or user.has_role(*PROVINCE_ROLES) else rows.none()


may_be_revealed(
    "merkez-gorevlendirmesi", Kind("Merkez görevlendirmesi", _staff, {"identity_number": "T.C. kimlik no"})
)
