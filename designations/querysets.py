"""Questions asked of dossiers, designations and standings; every list starts from ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.choices import Role
from accounts.scopes import ScopedQuerySet

from .choices import HANDED_IN, OPEN_STATUSES, DesignationType, Ending, ReportStatus


class DossierQuerySet(ScopedQuerySet):
    path_to_school = "school__"

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)


class OfDossierQuerySet(ScopedQuerySet):
    path_to_school = "dossier__school__"


class DesignationQuerySet(ScopedQuerySet):
    path_to_school = "school__"

    def in_force(self, on: date) -> Self:
        """Designations that hold on a day; one entered in error never held."""
        return self.overlapping(on, on)

    def overlapping(self, first: date, last: date) -> Self:
        """Those that held on some day from ``first`` to ``last``, both included."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=first), starts_on__lte=last).exclude(
            ending=Ending.ENTERED_IN_ERROR
        )

    def specialised_in(self, first: date, last: date) -> Self:
        """The specialised schools of a school year: those that were so on some day of it."""
        return self.filter(type=DesignationType.SPECIALISED).overlapping(first, last)

    def without_report(self, school_year: int) -> Self:
        """Those of which no follow-up report of the year was handed in, drafts and returned ones included."""
        handed_in = Q(follow_up_reports__school_year=school_year, follow_up_reports__status__in=sorted(HANDED_IN))
        return self.exclude(pk__in=self.model._default_manager.filter(handed_in).values("pk"))


class OfDesignationQuerySet(ScopedQuerySet):
    path_to_school = "designation__school__"


class StandingQuerySet(ScopedQuerySet):
    path_to_school = "school__"


class CircularQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Circulars are the ministry's own work, and its auditors'; provinces see the letters among their papers."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()


class FollowUpReportQuerySet(OfDesignationQuerySet):
    def waiting(self) -> Self:
        """Handed in, and neither received nor returned."""
        return self.filter(status=ReportStatus.SENT)
