"""What the register is asked about some schools on a day, a selection a table: one by one for many schools, at once for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from designations.models import ClusterVersion, FieldCluster
from protocols.choices import UNSIGNED
from protocols.models import PracticePlace, Protocol, SponsorAssignment
from schools.choices import SpaceKind
from schools.models import (
    BoardingNeed as Need,
    Declaration,
    Dormitory,
    EmploymentYear,
    Enrolment,
    FieldSector,
    PhysicalStandard,
    SchoolField,
    SectorStar,
    Site,
    Space,
    StandardsVersion,
    StandardValue,
    TransportLink,
)
from workflow.at_once import read_at_once

WORKROOMS = [SpaceKind.WORKSHOP, SpaceKind.LABORATORY]
FIRST_MONTH_OF_SCHOOL_YEAR = 9
GRADE_WITHOUT_FIELD = 9
PLACES = ("girls_places", "girls_occupied", "boys_places", "boys_occupied")


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions to gather by in the place of those in force: a draft, to see what it would change."""

    clusters: ClusterVersion | None = None
    standards: StandardsVersion | None = None


class Questions:
    """``selection`` is what ``school__in`` takes: keys, or a subquery where there are many schools."""

    def __init__(
        self,
        selection: Any,
        on: date,
        versions: Versions,
        *,
        provinces: Iterable[int] = (),
        regions: Iterable[int] = (),
    ) -> None:
        self.selection = selection
        self.declared = self._rows(Declaration, "section")
        self._ask_of_places(on)
        self._ask_of_stars(provinces)
        self._ask_of_versions(on, versions)
        self._ask_of_dormitories(on, regions)
        self._ask_of_protocols(on)

    def read_at_once(self, *beside: QuerySet[Any]) -> None:
        """All of it in one statement, with what else the asker wants to know."""
        read_at_once(*(rows for rows in vars(self).values() if isinstance(rows, QuerySet)), *beside)

    def _rows(self, model: Any, *columns: str, where: Q | None = None) -> Any:
        rows = model.objects.filter(school__in=self.selection)
        return (rows.filter(where) if where is not None else rows).order_by().values_list("school_id", *columns)

    def _ask_of_places(self, on: date) -> None:
        """Students, rooms, fields and the site."""
        year_now = on.year if on.month >= FIRST_MONTH_OF_SCHOOL_YEAR else on.year - 1
        students = F("girls") + F("boys")
        self.enrolments = self._rows(Enrolment, "year", "field_id", where=Q(year__lte=year_now)).annotate(
            students=Sum(students), placed=Coalesce(Sum(students, filter=Q(grade__gt=GRADE_WITHOUT_FIELD)), 0)
        )
        self.classrooms = self._rows(Space, where=Q(kind=SpaceKind.CLASSROOM)).annotate(
            places_in_all=Sum("places"), unknown=Count("pk", filter=Q(places__isnull=True))
        )
        self.workrooms = self._rows(Space, "fields", "places", where=Q(kind__in=WORKROOMS))
        not_closed = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        opened = Q(opened_on__isnull=True) | Q(opened_on__lte=on) | Q(is_planned=True)
        columns = ("field_id", "field__code", "field__name", "is_planned")
        self.fields = self._rows(SchoolField, *columns, where=not_closed & opened)
        day = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
        day &= Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        self.sites = self._rows(Site, "kind", "host", "suitability_known", "suited_fields__code", where=day)

    def _ask_of_stars(self, provinces: Iterable[int]) -> None:
        """Of the provinces, by sector, in the statistics in use; and which sectors are a field's primary ones."""
        self.employment_year = EmploymentYear.objects.filter(is_current=True)
        primary = FieldSector.objects.filter(is_primary=True)
        self.primary_sectors = primary.values_list("field_id", "nace")
        self.stars = SectorStar.objects.filter(
            year__is_current=True, province__in=provinces, nace__in=primary.values("nace")
        ).values_list("province_id", "nace", "stars")

    def _ask_of_versions(self, on: date, versions: Versions) -> None:
        """The clusters and the Annex in force, or the drafts in their place, and what the schools measured."""
        self.cluster_version = _held_by(versions.clusters, ClusterVersion, on)
        clusters = FieldCluster.objects.filter(version__in=self.cluster_version.values("pk"))
        self.clusters = clusters.values_list("name", "fields__code")
        self.standards_version = _held_by(versions.standards, StandardsVersion, on)
        self.standards = PhysicalStandard.objects.filter(version__in=self.standards_version.values("pk"))
        self.measured = self._rows(StandardValue, "code", "value", "met_by")

    def _ask_of_dormitories(self, on: date, regions: Iterable[int]) -> None:
        """The schools' own ones, those of other open schools in their education regions, and the links; the boarding need."""
        in_reach = Q(school__in=self.selection) | Q(school__education_region__in=regions)
        still_open = Q(school__closed_on__isnull=True) | Q(school__closed_on__gt=on)
        rows = Dormitory.objects.filter(in_reach, still_open).order_by("school_id", "name")
        columns = ("school_id", "school__education_region_id", "pk", "name", "school__name", *PLACES)
        self.dormitories = rows.values_list(*columns)
        self.links = self._rows(TransportLink, "dormitory_id", "is_available")
        self.needs = self._rows(Need, "year", "girls", "boys", where=Q(year__lte=on.year))

    def _ask_of_protocols(self, on: date) -> None:
        """Signed protocols, a draft being none yet; which schools each names; enterprises' places and sponsor schools of the day."""
        named = self._rows(Protocol.schools.through, "protocol_id")
        self.named_in = named
        rows = Protocol.objects.filter(pk__in=named.values("protocol")).exclude(status__in=UNSIGNED)
        self.protocols = (
            rows.annotate(parties=Count("stakeholders"))
            .order_by("starts_on", "pk")
            .values_list(
                "pk",
                "signed_on",
                "starts_on",
                "ends_on",
                "general_directorate_party",
                "parties",
                "ended_on",
                "title",
            )
        )
        places = PracticePlace.objects.filter(school__in=self.selection).exclude(standards=[])
        self.places = places.usable(on).values_list("school_id", "standards")
        sponsors = SponsorAssignment.objects.in_force(on).filter(school__in=self.selection)
        self.sponsors = sponsors.values_list("school_id", "code")


def _held_by(draft: Any, model: Any, on: date) -> Any:
    """The draft alone, or the version in force."""
    return model.objects.holding(on)[:1] if draft is None else model.objects.filter(pk=draft.pk)
