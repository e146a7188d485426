"""Questions asked of dossiers, designations and standings; every list starts from ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.choices import Role
from accounts.scopes import ScopedQuerySet

from .choices import OPEN_STATUSES, Ending


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


class OfDesignationQuerySet(ScopedQuerySet):
    path_to_school = "designation__school__"


class StandingQuerySet(ScopedQuerySet):
    path_to_school = "school__"


class CircularQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Circulars are the ministry's own work, and its auditors'; provinces see the letters among their papers."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()
