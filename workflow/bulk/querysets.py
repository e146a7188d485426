"""Questions asked of bulk acts: whoever ordered one sees it, and those who read all of the country's records."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count

from accounts.choices import Role


class BulkQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """One's own; auditors and administrators see all."""
        return self if user.has_role(Role.AUDITOR, Role.ADMINISTRATOR) else self.filter(by=user)


class BulkLineQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self if user.has_role(Role.AUDITOR, Role.ADMINISTRATOR) else self.filter(bulk__by=user)

    def counts(self) -> dict[str, int]:
        """How many records have each outcome."""
        return dict(self.order_by().values_list("outcome").annotate(Count("pk")))
