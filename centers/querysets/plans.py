"""Yearly plans, their indicators, reports, and who has not reported (smm/5/4, smm/11/2)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from centers.choices.chain import IN_THE_CENTRE

from .centers import CenterQuerySet, of_scope
from .chain import ChainedQuerySet


class PlanQuerySet(ChainedQuerySet):
    """Plans of centres: one a centre and calendar year."""

    def before(self, plan: Any) -> Any:
        """The centre's plan of the year before, or ``None``."""
        return self.filter(center=plan.center, year=plan.year - 1).first()


class OfPlanQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that belong to a plan."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "plan__center__"))


class ReportQuerySet(ChainedQuerySet):
    def sent(self) -> Self:
        """On their way or received; a report that was returned has been sent once, and waits in the centre."""
        return self.exclude(status__in=IN_THE_CENTRE)

    def with_day(self, due: date | None = None) -> Self:
        """``due_on``: the last day of each, that of an extension where one was given."""
        given = apps.get_model("centers", "ReportExtension").objects.filter(
            center=OuterRef("center"), year=OuterRef("year")
        )
        return self.annotate(due_on=Coalesce(models.Subquery(given.values("due_on")[:1]), F("usual_due_on")))

    def overdue(self, on: date) -> Self:
        return self.with_day().filter(status__in=IN_THE_CENTRE, due_on__lt=on)


def not_reported(centers: CenterQuerySet, year: int, *, last_of_year: date) -> CenterQuerySet:
    """Of these centres, those that were open in the year and have sent no report of it (smm/11/2)."""
    reports = apps.get_model("centers", "YearlyReport").objects.sent().filter(center=OuterRef("pk"), year=year)
    asked = centers.filter(Q(closed_on=None) | Q(closed_on__gt=last_of_year), founded_on__lte=last_of_year)
    return asked.filter(~Exists(reports))
