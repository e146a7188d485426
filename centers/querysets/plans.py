"""Yearly plans, their indicators, reports, and who has not reported (smm/5/4, smm/11/2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from centers.choices.chain import IN_THE_CENTRE, ChainStatus

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
        return self.exclude(status__in=[*IN_THE_CENTRE, ChainStatus.DROPPED])

    def in_hand(self) -> Self:
        """Opened and with the centre."""
        return self.filter(status__in=IN_THE_CENTRE)

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


def owing_reports(centers: CenterQuerySet, on: date, *, years: Iterable[int], last_day: Callable[[int], date]) -> Any:
    """Of these centres, those that owe the report of one of the years whose last day is over (smm/11/2).

    Each once, with ``report_year``, the first year that it owes, and ``due_on``, that report's last day.
    ``last_day(year)``: without an extension.
    """
    extensions = apps.get_model("centers", "ReportExtension").objects.filter(center=OuterRef("pk"))
    owed, years_of, days_of = Q(pk__in=[]), [], []
    for year in years:
        given = models.Subquery(extensions.filter(year=year).values("due_on")[:1])
        due = Coalesce(given, Value(last_day(year)), output_field=models.DateField())
        owes = f"owes_{year}"
        rows = not_reported(centers.model.objects.all(), year, last_of_year=date(year, 12, 31))
        centers = centers.alias(**{f"due_{year}": due, owes: Exists(rows.filter(pk=OuterRef("pk")))})
        late = Q(**{owes: True, f"due_{year}__lt": on})
        owed |= late
        years_of.append(When(late, then=Value(year)))
        days_of.append(When(late, then=F(f"due_{year}")))
    return centers.filter(owed).annotate(
        report_year=Case(*years_of, output_field=models.IntegerField()),
        due_on=Case(*days_of, output_field=models.DateField()),
    )
