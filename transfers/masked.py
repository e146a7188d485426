"""Whose data of this room may be revealed, and to whom: students' numbers."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import Role
from accounts.models import User
from workflow.people.revealing import Kind, may_be_revealed

from .models import Application
from .permissions import SCHOOL_SIDE


def _applications(user: User) -> QuerySet[Application]:
    """The student's own school and its directorate, and the ministry; programs and readers of the whole have no need of it."""
    rows = Application.objects.visible_to(user).exclude(student_number="")
    people = [role for role in SCHOOL_SIDE if role != Role.CLIENT]
    return rows if user.is_ministry or user.has_role(*people) else rows.none()


may_be_revealed("nakil-basvurusu", Kind("Nakil başvurusu", _applications, {"student_number": "T.C. kimlik no"}))
