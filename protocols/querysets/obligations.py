"""Questions asked of obligations and their dated duties."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from protocols.choices.obligations import DutyStatus
from schools.querysets import OfSchoolQuerySet


class ObligationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the protocols that the user sees."""
        if user.scope.everywhere:
            return self
        protocols = self.model._meta.get_field("protocol").related_model.objects
        return self.filter(protocol__in=protocols.visible_to(user).values("pk"))


class DutyQuerySet(OfSchoolQuerySet):
    """Duties of a school are seen by whoever sees the school; those that an organisation owes, by its representatives too."""

    def visible_to(self, user: Any) -> Self:
        if not user.scope.stakeholder_codes:
            return super().visible_to(user)
        party = self.model._meta.get_field("obligation").related_model._meta.get_field("stakeholder").related_model
        owed = Q(obligation__stakeholder__in=party.keys_of(user.scope.stakeholder_codes))
        return self.filter(user.scope.q(self.path_to_school) | owed)

    def open(self) -> Self:
        return self.filter(status=DutyStatus.DUE)

    def late(self, on: date) -> Self:
        """Open, and their day has passed."""
        return self.open().filter(due_on__lt=on)
