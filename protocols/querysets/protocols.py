"""Questions asked of protocols."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from protocols.choices import ProtocolStatus
from schools.models import School


class ProtocolQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Protocols that name a school in the user's scope."""
        if user.scope.everywhere:
            return self
        return self.filter(
            pk__in=self.model.schools.through.objects.filter(school__in=School.objects.visible_to(user)).values(
                "protocol"
            )
        )

    def in_force(self, on: date) -> Self:
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            signed_on__lte=on,
            starts_on__lte=on,
        ).exclude(status=ProtocolStatus.DRAFT)
