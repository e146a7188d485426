"""Reads the entries of many schools, one query a table, and shapes them as the checks of their quality want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from schools.models import (
    BoardingNeed,
    Declaration,
    Dormitory,
    EmploymentYear,
    Enrolment,
    FieldSector,
    School,
    SchoolField,
    SectorStar,
    Site,
    Space,
    StandardsVersion,
    StandardValue,
    TransportLink,
)
from schools.rules.quality import DormitoryRow, EnrolmentRow, FieldRow, NeedRow, Record, SiteRow, SpaceRow

OF_SCHOOL = (
    "pk", "code", "attached_to_gd", "province_id", "district_id", "district__province_id", "education_region_id",
    "registration_area_id", "latitude", "longitude", "addable_places", "closed_on", "listed_on",
)  # fmt: skip
NAMES_OF_SCHOOL = (
    "code", "attached_to_gd", "province", "district", "district_province", "education_region", "registration_area",
    "latitude", "longitude", "addable_places", "closed_on", "listed_on",
)  # fmt: skip


@dataclass(frozen=True)
class Country:
    """What all schools are held against on a day: the Annex in force, and the sectors with their figures."""

    on: date
    province: int | None = None  # the only one that is asked about

    @cached_property
    def standards(self) -> dict[str, str]:
        """The rows of the Annex in force by code; none without a version in force."""
        version = StandardsVersion.objects.in_force(self.on)
        return dict(version.rows.values_list("code", "name")) if version else {}

    @cached_property
    def sectors(self) -> dict[int, set[str]]:
        """The primary sectors of each field."""
        found: dict[int, set[str]] = defaultdict(set)
        for field, nace in FieldSector.objects.filter(is_primary=True).values_list("field_id", "nace"):
            found[field].add(nace)
        return found

    @cached_property
    def figures(self) -> set[tuple[int, str]]:
        """Province and sector of which the statistics in use hold a figure."""
        year = EmploymentYear.objects.filter(is_current=True).first()
        rows = SectorStar.objects.filter(year=year) if year else SectorStar.objects.none()
        here = rows.filter(province=self.province) if self.province else rows
        return set(here.values_list("province_id", "nace"))


def records_of(schools: Collection[int], country: Country) -> dict[int, Record]:
    """The entries of these schools by their keys; as many queries for a thousand as for one."""
    return Gathering(schools, country).records()


class Gathering:
    """All rows about some schools, grouped by school."""

    def __init__(self, schools: Collection[int], country: Country) -> None:
        self.schools, self.country, self.on = schools, country, country.on
        self.fields = self._fields()
        self.enrolments = self._grouped(
            Enrolment, EnrolmentRow, "pk", "year", "grade", "field_id", "field__name", "girls", "boys"
        )
        self.spaces = self._spaces()
        self.dormitories = self._grouped(
            Dormitory, DormitoryRow,
            "pk", "name", "girls_places", "girls_occupied", "boys_places", "boys_occupied", "stated_on",
        )  # fmt: skip
        self.needs = self._grouped(BoardingNeed, NeedRow, "pk", "year", "girls", "boys")
        self.sites = self._sites()
        self.links: dict[int, set[int]] = defaultdict(set)
        for school, dormitory in self._rows(TransportLink, "dormitory_id"):
            self.links[school].add(dormitory)
        self.declared: dict[int, dict[str, date]] = defaultdict(dict)
        for school, section, stated_on in self._rows(Declaration, "section", "stated_on"):
            self.declared[school][section] = stated_on
        self.measured: dict[int, set[str]] = defaultdict(set)
        for school, code in self._rows(StandardValue, "code", where=~Q(value=None) | ~Q(met_by="")):
            self.measured[school].add(code)

    def _rows(self, model: Any, *columns: str, where: Q | None = None) -> Any:
        rows = model.objects.filter(school__in=self.schools)
        return (rows.filter(where) if where is not None else rows).order_by("pk").values_list("school_id", *columns)

    def _grouped(self, model: Any, shape: Any, *columns: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for school, *values in self._rows(model, *columns):
            found[school].append(shape(*values))
        return found

    def _fields(self) -> dict[int, list[FieldRow]]:
        """Fields of the day, those that are planned included; one under two programmes is one, and taught when either is."""
        still = Q(closed_on__isnull=True) | Q(closed_on__gt=self.on)
        begun = Q(opened_on__isnull=True) | Q(opened_on__lte=self.on) | Q(is_planned=True)
        found: dict[int, dict[int, FieldRow]] = defaultdict(dict)
        for school, field, name, is_planned in self._rows(
            SchoolField, "field_id", "field__name", "is_planned", where=still & begun
        ):
            known = found[school].get(field)
            found[school][field] = FieldRow(field, name, is_planned and (known is None or known.is_planned))
        return {school: list(fields.values()) for school, fields in found.items()}

    def _spaces(self) -> dict[int, list[SpaceRow]]:
        users: dict[int, set[int]] = defaultdict(set)
        through = Space.fields.through.objects.filter(space__school__in=self.schools)
        for space, field in through.values_list("space_id", "field_id"):
            users[space].add(field)
        found: dict[int, list[SpaceRow]] = defaultdict(list)
        for school, pk, kind, name, places in self._rows(Space, "pk", "kind", "name", "places"):
            found[school].append(
                SpaceRow(pk, kind, name, places, frozenset(users[pk]) if pk in users else frozenset())
            )
        return found

    def _sites(self) -> dict[int, SiteRow]:
        day = Q(starts_on__isnull=True) | Q(starts_on__lte=self.on)
        day &= Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        rows = self._rows(Site, "kind", "suitability_known", where=day)
        return {school: SiteRow(kind, known) for school, kind, known in rows}

    def records(self) -> dict[int, Record]:
        rows = list(School.objects.filter(pk__in=self.schools).order_by("pk").values_list(*OF_SCHOOL))
        places = {row[0]: dict(zip(NAMES_OF_SCHOOL, row[1:], strict=True)) for row in rows}
        near = self._near({place["education_region"] for place in places.values()} - {None})
        return {school: self._record(school, place, near) for school, place in places.items()}

    def _near(self, regions: set[int]) -> dict[int, set[tuple[int, int]]]:
        """Dormitories (with their schools) by education region (okul/4/2/a)."""
        still_open = Q(school__closed_on__isnull=True) | Q(school__closed_on__gt=self.on)
        rows = Dormitory.objects.filter(still_open, school__education_region__in=regions).order_by()
        found: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for region, school, dormitory in rows.values_list("school__education_region_id", "school_id", "pk"):
            found[region].add((school, dormitory))
        return found

    def _record(self, school: int, place: dict[str, Any], near: dict[int, set[tuple[int, int]]]) -> Record:
        fields = self.fields.get(school, [])
        linked = self.links.get(school, set())
        candidates = near.get(place["education_region"], ())
        measured = self.measured.get(school, set())
        return Record(
            **place,
            declared=self.declared.get(school, {}),
            fields=tuple(fields),
            enrolments=tuple(self.enrolments.get(school, ())),
            spaces=tuple(self.spaces.get(school, ())),
            dormitories=tuple(self.dormitories.get(school, ())),
            needs=tuple(self.needs.get(school, ())),
            site=self.sites.get(school),
            links=len(linked),
            unlinked=sum(own != school and dormitory not in linked for own, dormitory in candidates),
            unmeasured=tuple(name for code, name in self.country.standards.items() if code not in measured),
            **self._figures(place["province"], fields),
        )

    def _figures(self, province: int, fields: list[FieldRow]) -> dict[str, tuple[FieldRow, ...]]:
        """Fields that no sector stands behind, and those whose sectors have no figure in the province (okul/4/2/b)."""
        sectors, figures = self.country.sectors, self.country.figures
        without_sector = tuple(row for row in fields if not sectors.get(row.field))
        without_figures = tuple(
            row
            for row in fields
            if (naces := sectors.get(row.field)) and not any((province, nace) in figures for nace in naces)
        )
        return {"without_sector": without_sector, "without_figures": without_figures}
