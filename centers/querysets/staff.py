"""Posts of centres and assignments to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from centers.choices.staff import HELD, UNDECIDED, StaffStatus

from .centers import OfCenterQuerySet


class PostQuerySet(OfCenterQuerySet):
    def holding(self, day: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=day), starts_on__lte=day)


class StaffQuerySet(OfCenterQuerySet):
    """Proposals are the General Directorate's own papers; what was decided is seen by whoever sees the centre."""

    def visible_to(self, user: Any) -> Self:
        rows = super().visible_to(user)
        return rows if user.scope.everywhere else rows.filter(status__in=HELD)

    def held(self) -> Self:
        return self.filter(status__in=HELD)

    def serving(self, day: date) -> Self:
        """Whoever serves on a day; one that was ended served until its end."""
        return self.held().filter(starts_on__lte=day, until__gt=day)

    def undecided(self) -> Self:
        return self.filter(status__in=UNDECIDED)

    def ending(self, day: date, days: int) -> Self:
        """Whose term ends within so many days, and for whom nothing is proposed yet (smm/10/5)."""
        again = apps.get_model("centers", "StaffAssignment").objects.exclude(status=StaffStatus.DROPPED)
        rows = self.filter(status=StaffStatus.ASSIGNED, until__gt=day, until__lte=day + timedelta(days=days))
        return rows.exclude(Exists(again.filter(renews=OuterRef("pk"))))
