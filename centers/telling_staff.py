"""Who hears of assignments, and that a term ends soon (smm/10/5)."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.choices import Role
from workflow.choices import NoticeKind
from workflow.notices import tell

from .models import StaffAssignment
from .telling import of_centre, of_offices, people


def tell_of_assignment(assignment: StaffAssignment, *, on: date) -> None:
    """The person, the centre and its offices hear who was assigned, or that a term ended early."""
    ended = bool(assignment.end_reason)
    words = f"{assignment.name} {'görevi sona erdi' if ended else 'görevlendirildi'}: {assignment.center}"
    school = assignment.center.school
    whom = people(of_offices(school) | of_centre(school), on)
    if assignment.account is not None and assignment.account not in whom:
        whom.append(assignment.account)
    url = reverse("centers:center", args=[assignment.center_id])
    occasion = f"staff:{assignment.pk}:{assignment.status}"
    tell(whom, words, url, occasion=occasion, kind=NoticeKind.ENDING if ended else NoticeKind.ASSIGNED)


def warn_of_terms(*, on: date) -> None:
    """The General Directorate, which proposes again, and the person hear once that a term ends soon."""
    rows = StaffAssignment.objects.ending(on, settings.CENTRE_TERM_REMINDER_DAYS)
    experts = people(Q(role=Role.EXPERT), on) if rows.exists() else []
    for one in rows.select_related("center__school", "account"):
        words = f"Görev süresi {one.until - timedelta(1):%d.%m.%Y} günü doluyor: {one.name}, {one.center}"
        occasion = f"term:{one.pk}:{one.until}"
        url = reverse("centers:assignment", args=[one.pk])
        tell(experts, words, url, occasion=occasion, kind=NoticeKind.TO_DO)
        if one.account is not None:
            home = reverse("centers:center", args=[one.center_id])
            tell([one.account], words, home, occasion=occasion, kind=NoticeKind.ENDING)
