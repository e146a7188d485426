"""Questions asked of dossiers, designations and standings; every list starts from ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Q

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
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), starts_on__lte=on).exclude(
            ending=Ending.ENTERED_IN_ERROR
        )


class OfDesignationQuerySet(ScopedQuerySet):
    path_to_school = "designation__school__"


class StandingQuerySet(ScopedQuerySet):
    path_to_school = "school__"
