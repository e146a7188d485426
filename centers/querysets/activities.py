"""In-service activities: of a year's plan, and what hangs on one."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from centers.choices.activities import IN_THE_PLAN, ActivityState

from .centers import of_scope
from .chain import ChainedQuerySet


class ActivityQuerySet(ChainedQuerySet):
    def under_way(self) -> Self:
        """On the chain; what was approved is held, not passed on."""
        return super().under_way().exclude(status__in=ActivityState.values)

    def in_plan(self, year: int) -> Self:
        """The in-service plan of a year: what the Ministry's unit approved (smm/3/1 f)."""
        return self.filter(status__in=IN_THE_PLAN, starts_on__year=year)


class OfActivityQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "activity__center__"))


class OfParticipantQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "participant__activity__center__"))
