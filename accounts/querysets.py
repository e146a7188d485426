"""Questions asked of duties."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Q, QuerySet


def _substitutions(on: date) -> Any:
    return apps.get_model("accounts", "Substitution").objects.in_force(on)


class DutyQuerySet(QuerySet):  # type: ignore[type-arg]
    def in_force(self, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def exercised_by(self, user: Any, on: date) -> Self:
        """Those that a user holds, and those that the user exercises on the day for somebody on leave."""
        lent = _substitutions(on).filter(substitute=user, person__is_active=True)
        return self.filter(Q(user=user) | Q(pk__in=lent.values("duty")))

    def people(self, on: date) -> Q:
        """For a queryset of users: those that hold these duties, and on the day their substitutes."""
        held = self.order_by()
        lent = _substitutions(on).filter(duty__in=held.values("pk"))
        return Q(pk__in=held.values("user")) | Q(pk__in=lent.order_by().values("substitute"))
