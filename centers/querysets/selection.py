"""Calls for coordinators and applications to them, by who sees them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.choices import PROVINCE_ROLES, Role
from centers.choices.selection import ELIGIBLE, GOVERNING, HANDED_IN, CallStatus, CandidacyStatus

from .centers import OfCenterQuerySet, of_scope


class CallQuerySet(OfCenterQuerySet):
    """What is prepared is the General Directorate's own; an announced call is seen by its offices and by every teacher."""

    def visible_to(self, user: Any) -> Self:
        if user.scope.everywhere:
            return self.all()
        seen = of_scope(user.scope, self.path_to_center)
        if user.has_role(Role.TEACHER):
            seen |= Q(announced_on__isnull=False)
        return self.filter(seen, announced_on__isnull=False)

    def open_on(self, day: date) -> Self:
        """Announced, and taking applications that day."""
        return self.filter(status=CallStatus.ANNOUNCED, applications_from__lte=day, applications_until__gte=day)

    def to_close(self, day: date) -> Self:
        """Announced, and their last day over."""
        return self.filter(status=CallStatus.ANNOUNCED, applications_until__lt=day)

    def governing(self) -> Self:
        """Announced and not ended: nobody is assigned to their posts but whom they found to qualify (smm/10/4)."""
        return self.filter(status__in=GOVERNING)


class OfCallQuerySet(OfCenterQuerySet):
    """Rows that belong to a call."""

    path_to_center = "call__center__"


class CandidacyQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Applications are people's: the applicant's own, the province's of the centre, and the General Directorate's."""

    def visible_to(self, user: Any) -> Self:
        own = Q(account=user)
        theirs = Q(submitted_on__isnull=False) | Q(account=None)
        if user.scope.everywhere:
            return self.filter(own | theirs)
        if not user.has_role(*PROVINCE_ROLES, Role.CLIENT):
            return self.filter(own)
        return self.filter(own | theirs & Q(called__call__center__school__province_id__in=user.scope.provinces))

    def of_call(self, call: Any) -> Self:
        return self.filter(called__call=call)

    def handed_in(self) -> Self:
        return self.filter(status__in=HANDED_IN)

    def eligible(self) -> Self:
        """Among whom the commission ranks (smm/10/3)."""
        return self.filter(status__in=ELIGIBLE)

    def undetermined(self) -> Self:
        return self.filter(status=CandidacyStatus.UNDETERMINED)


class OfCandidacyQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that belong to an application."""

    def visible_to(self, user: Any) -> Self:
        model: Any = self.model._meta.get_field("application").related_model
        return self.filter(application__in=model.objects.visible_to(user).order_by().values("pk"))
