"""Whose data of this room may be revealed, and to whom: the numbers of participants, and of teachers assigned to centres."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import CENTRE_ROLES, PROVINCE_ROLES, Role
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import Participant, PostApplication, StaffAssignment

KIND = "faaliyet-katilimcisi"


def _participants(user: User) -> QuerySet[Participant]:
    """The centre that keeps the list, its school and directorates, and the ministry; readers of the whole have no need of it."""
    rows = Participant.objects.visible_to(user).exclude(identity_number="")
    may = user.is_ministry or user.has_role(*CENTRE_ROLES, Role.PRINCIPAL, Role.DISTRICT_OFFICER, *PROVINCE_ROLES)
    return rows if may else rows.none()


def _staff(user: User) -> QuerySet[StaffAssignment]:
    """The ministry, which assigns, and the province, which has the person; nobody else has need of it."""
    rows = StaffAssignment.objects.visible_to(user).exclude(identity_number="")
    return rows if user.is_ministry or user.has_role(*PROVINCE_ROLES) else rows.none()


may_be_revealed(KIND, Kind("Faaliyet katılımcısı", _participants, {"identity_number": "T.C. kimlik no"}))
may_be_revealed(
    "merkez-gorevlendirmesi", Kind("Merkez görevlendirmesi", _staff, {"identity_number": "T.C. kimlik no"})
)


def _candidates(user: User) -> QuerySet[PostApplication]:
    """The ministry, which assigns, and the centre's province, which evaluates; nobody else has need of it."""
    rows = PostApplication.objects.visible_to(user).exclude(identity_number="")
    return rows if user.is_ministry or user.has_role(*PROVINCE_ROLES) else rows.none()


may_be_revealed(
    "merkez-basvurusu", Kind("Koordinatörlük başvurusu", _candidates, {"identity_number": "T.C. kimlik no"})
)
