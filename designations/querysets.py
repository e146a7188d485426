"""Questions asked of dossiers, designations and standings; every list starts from ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import connection, models
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Sum, Value, When

from accounts.choices import Role
from accounts.scopes import ScopedQuerySet

from .choices import (
    AWAITED,
    HANDED_IN,
    OPEN_STATUSES,
    CampaignStatus,
    DesignationType,
    Ending,
    ReportStatus,
    StandingKind,
    Verdict,
)


class DossierQuerySet(ScopedQuerySet):
    path_to_school = "school__"

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)


class OfDossierQuerySet(ScopedQuerySet):
    path_to_school = "dossier__school__"


class DesignationQuerySet(ScopedQuerySet):
    path_to_school = "school__"

    def in_force(self, on: date) -> Self:
        """Designations that hold on a day; one entered in error never held."""
        return self.overlapping(on, on)

    def overlapping(self, first: date, last: date) -> Self:
        """Those that held on some day from ``first`` to ``last``, both included."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=first), starts_on__lte=last).exclude(
            ending=Ending.ENTERED_IN_ERROR
        )

    def specialised_in(self, first: date, last: date) -> Self:
        """The specialised schools of a school year: those that were so on some day of it."""
        return self.filter(type=DesignationType.SPECIALISED).overlapping(first, last)

    def without_report(self, school_year: int) -> Self:
        """Those of which no follow-up report of the year was handed in, drafts and returned ones included."""
        handed_in = Q(follow_up_reports__school_year=school_year, follow_up_reports__status__in=sorted(HANDED_IN))
        return self.exclude(pk__in=self.model._default_manager.filter(handed_in).values("pk"))


class OfDesignationQuerySet(ScopedQuerySet):
    path_to_school = "designation__school__"


EXCLUDING = {
    DesignationType.IN_SECTOR: DesignationType.SECTOR_INTEGRATED,
    DesignationType.SECTOR_INTEGRATED: DesignationType.IN_SECTOR,
}
EXCLUDED_BY = [When(type=one, then=Value(other)) for one, other in EXCLUDING.items()]


class StandingQuerySet(ScopedQuerySet):
    path_to_school = "school__"

    def with_kind(self, on: date) -> Self:
        """``kind``: the twin of ``rules.opportunities.kind_of``, with the designations of the day; ``is_held``, ``is_barred``."""
        # Most schools hold nothing: they are passed by in one look, and only for others each type is looked up.
        holds = Q(school__in=self._in_force(on).values("school"))
        kinds = [
            When(holds & Q(is_held=True, verdict=Verdict.NOT_ELIGIBLE), then=Value(StandingKind.LOST)),
            When(holds & Q(is_held=True, verdict=Verdict.ELIGIBLE), then=Value(StandingKind.HELD)),
            When(holds & Q(is_held=True), then=Value(StandingKind.UNKNOWN)),
            When(holds & Q(is_barred=True), then=Value(StandingKind.BARRED)),
            When(verdict=Verdict.ELIGIBLE, then=Value(StandingKind.OPEN)),
            When(verdict=Verdict.UNDETERMINED, then=Value(StandingKind.UNKNOWN)),
            When(is_near=True, then=Value(StandingKind.NEAR)),
        ]
        rows = self._with_designations(on)
        return rows.annotate(kind=Case(*kinds, default=Value(StandingKind.FAR), output_field=CharField()))

    def grouped(self, on: date) -> tuple[Any, Any, Any]:
        """The standings by all that tells their kind, counted: all of them, and of these those that are held and those that are barred.

        Nothing need be looked up for all; see :func:`designations.rules.opportunities.kinds_of`. To be read in one statement.
        """
        designations = self._in_force(on).filter(school=OuterRef("school"))
        excluding = designations.filter(type__in=list(EXCLUDING))
        excluding = excluding.alias(excluded=Case(*EXCLUDED_BY, output_field=CharField()))
        held = self.filter(Exists(designations.filter(type=OuterRef("type"))))
        barred = self.filter(Exists(excluding.filter(excluded=OuterRef("type"))))
        every, *few = (
            rows.order_by().values_list("type", "verdict", "is_near").annotate(n=Count("*"))
            for rows in (self, held, barred)
        )
        return (every if self.query.where else self._tally(), *few)

    def _tally(self) -> Any:
        """The same of the whole country, as it was counted when it was written."""
        return self.model._meta.apps.get_model("designations", "StandingCount").objects.summed()

    def of_kind(self, kind: str, on: date) -> Self:
        """Those of one list; the verdict narrows them first, so that an index serves."""
        verdicts = {
            StandingKind.OPEN: [Verdict.ELIGIBLE],
            StandingKind.HELD: [Verdict.ELIGIBLE],
            StandingKind.NEAR: [Verdict.NOT_ELIGIBLE],
            StandingKind.FAR: [Verdict.NOT_ELIGIBLE],
            StandingKind.LOST: [Verdict.NOT_ELIGIBLE],
            StandingKind.UNKNOWN: [Verdict.UNDETERMINED],
        }.get(StandingKind(kind), Verdict.values)
        return self.with_kind(on).filter(verdict__in=verdicts, kind=kind)

    def _with_designations(self, on: date) -> Self:
        held = self._in_force(on).filter(school=OuterRef("school"))
        return self.alias(other=Case(*EXCLUDED_BY, default=Value(""), output_field=CharField())).annotate(
            is_held=Exists(held.filter(type=OuterRef("type"))), is_barred=Exists(held.filter(type=OuterRef("other")))
        )

    def _in_force(self, on: date) -> Any:
        designations = self.model._meta.apps.get_model("designations", "Designation")
        return designations.objects.in_force(on).order_by()


PUT_TOGETHER = """
    WITH gone AS (DELETE FROM designations_standingcount RETURNING type, verdict, is_near, n)
    INSERT INTO designations_standingcount (type, verdict, is_near, n)
    SELECT type, verdict, is_near, sum(n) FROM gone GROUP BY type, verdict, is_near HAVING sum(n) <> 0
"""


class StandingCountQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def summed(self) -> Any:
        """``(type, verdict, is_near, how many)`` of all standings."""
        rows = self.order_by().values_list("type", "verdict", "is_near")
        return rows.annotate(all=Sum("n", output_field=models.BigIntegerField())).exclude(all=0)

    def put_together(self) -> None:
        """One line for all that are alike. What others are adding meanwhile is not seen, and stays."""
        with connection.cursor() as cursor:
            cursor.execute(PUT_TOGETHER)


class StandingChangeQuerySet(ScopedQuerySet):
    path_to_school = "school__"


class ScenarioQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """What is tried in the laboratory is the ministry's own, and its auditors'."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()


class VersionTrialQuerySet(ScenarioQuerySet):
    """Trying the rules of a version on the country is the ministry's own, too."""


class ScenarioChangeQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()


class CountryCheckQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Checks are the ministry's work, and its auditors'; provinces see what came of them for their schools."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()

    def done(self) -> Self:
        """Checks of the whole country that were stored, the newest first."""
        return self.exclude(finished_at=None).filter(is_whole=True).order_by("-pk")


class CircularQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Circulars are the ministry's own work, and its auditors'; provinces see the letters among their papers."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()


class FollowUpReportQuerySet(OfDesignationQuerySet):
    def waiting(self) -> Self:
        """Handed in, and neither received nor returned."""
        return self.filter(status=ReportStatus.SENT)


NOT_PUBLISHED = [CampaignStatus.DRAFT, CampaignStatus.DROPPED]


class ControlCampaignQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Campaigns are the ministry's; once announced they are there for whoever has a school in them."""
        scope = user.scope
        if scope.everywhere and not user.has_role(Role.CLIENT):
            return self
        schools = self.model._meta.get_field("schools").related_model._default_manager
        own = schools.filter(scope.q("designation__school__"), campaign=OuterRef("pk"))
        return self.exclude(status__in=NOT_PUBLISHED).filter(Exists(own))


class ControlledSchoolQuerySet(OfDesignationQuerySet):
    def awaited(self) -> Self:
        """Those whose answer, or whose better answer, is still to come."""
        return self.filter(status__in=sorted(AWAITED))

    def overdue(self, on: date) -> Self:
        """Those whose day is over; a day that is today is not."""
        return self.awaited().filter(due_on__lt=on)


class OfControlledSchoolQuerySet(ScopedQuerySet):
    path_to_school = "controlled__designation__school__"
