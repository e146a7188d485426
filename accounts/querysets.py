"""Questions asked of duties."""

from datetime import date
from typing import Self

from django.db.models import Q, QuerySet


class DutyQuerySet(QuerySet):  # type: ignore[type-arg]
    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
