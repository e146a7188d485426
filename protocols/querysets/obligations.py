"""Questions asked of obligations and their dated duties."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from protocols.choices.obligations import DutyStatus, Owner
from schools.querysets import OfSchoolQuerySet


class ObligationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the protocols that the user sees."""
        if user.scope.everywhere:
            return self
        protocols = self.model._meta.get_field("protocol").related_model.objects
        return self.filter(protocol__in=protocols.visible_to(user).values("pk"))


class DutyQuerySet(OfSchoolQuerySet):
    """Duties of a school are seen by whoever sees the school; those that an organisation owes also by who represents it."""

    def visible_to(self, user: Any) -> Self:
        if not user.scope.stakeholder_codes:
            return super().visible_to(user)
        return self.filter(user.scope.q(self.path_to_school) | self._owed_by(user))

    def _owed_by(self, user: Any) -> Q:
        """What the user's organisations owe by protocols that their representatives are shown."""
        obligation = self.model._meta.get_field("obligation").related_model
        protocols = obligation._meta.get_field("protocol").related_model.objects.visible_to(user)
        own = obligation._meta.get_field("stakeholder").related_model.objects.of_codes(user.scope.stakeholder_codes)
        return Q(
            obligation__owner=Owner.STAKEHOLDER,
            obligation__stakeholder__in=own.values("pk"),
            obligation__protocol__in=protocols.values("pk"),
        )

    def open(self) -> Self:
        return self.filter(status=DutyStatus.DUE)

    def late(self, on: date) -> Self:
        """Open, and their day has passed."""
        return self.open().filter(due_on__lt=on)
