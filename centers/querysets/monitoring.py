"""What belongs to a monitoring period, by who sees its centre; improvements that are late."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models

from .centers import of_scope


class OfMonitoringQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "monitoring__center__"))


class ImprovementQuerySet(OfMonitoringQuerySet):
    def open(self) -> Self:
        return self.filter(done_on=None)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)
