"""Reads the entries of schools, of many one query a table, and shapes them as the checks of their quality want them."""

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
    PhysicalStandard,
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
from workflow.at_once import read_at_once

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
    def selections(self) -> dict[str, Any]:
        """What is read of it, by the names of the properties below."""
        version = StandardsVersion.objects.holding(self.on).values("pk")[:1]
        year = EmploymentYear.objects.filter(is_current=True).values("pk")[:1]
        stars = SectorStar.objects.filter(year__in=year)
        stars = stars.filter(province=self.province) if self.province else stars
        rows = PhysicalStandard.objects.filter(version__in=version).order_by("position", "code")
        return {
            "standards": rows.values_list("code", "name"),
            "sectors": FieldSector.objects.filter(is_primary=True).values_list("field_id", "nace"),
            "figures": stars.values_list("province_id", "nace"),
        }

    @cached_property
    def standards(self) -> dict[str, str]:
        """The rows of the Annex in force by code; none without a version in force."""
        return dict(self.selections["standards"])

    @cached_property
    def sectors(self) -> dict[int, set[str]]:
        """The primary sectors of each field."""
        found: dict[int, set[str]] = defaultdict(set)
        for field, nace in self.selections["sectors"]:
            found[field].add(nace)
        return found

    @cached_property
    def figures(self) -> set[tuple[int, str]]:
        """Province and sector of which the statistics in use hold a figure."""
        return set(self.selections["figures"])


def records_of(schools: Collection[int], country: Country) -> dict[int, Record]:
    """The entries of these schools by their keys; as many queries for a thousand as for one."""
    return Gathering(schools, country).records()


def record_of(school: int, country: Country) -> Record:
    """The entries of one school, in one query: its rows are few."""
    gathering = Gathering([school], country, at_once=True)
    return gathering.records()[school]


ROWS: dict[str, tuple[Any, ...]] = {
    "enrolments": (Enrolment, "pk", "year", "grade", "field_id", "field__name", "girls", "boys"),
    "dormitories": (
        Dormitory,
        "pk", "name", "girls_places", "girls_occupied", "boys_places", "boys_occupied", "stated_on",
    ),
    "needs": (BoardingNeed, "pk", "year", "girls", "boys"),
    "spaces": (Space, "pk", "kind", "name", "places"),
    "links": (TransportLink, "dormitory_id"),
    "declared": (Declaration, "section", "stated_on"),
}  # fmt: skip


class Gathering:
    """All rows about some schools, grouped by school. ``at_once``: read in one query, for a few schools."""

    def __init__(self, schools: Collection[int], country: Country, *, at_once: bool = False) -> None:
        self.schools, self.country, self.on, self.at_once = schools, country, country.on, at_once
        read = self._selections()
        if at_once:
            read_at_once(*read.values(), *country.selections.values())
        # Taken out one by one: of a thousand schools no rows lie about that were grouped already.
        self.fields = _fields(read.pop("fields"))
        self.enrolments = _grouped(read.pop("enrolments"), EnrolmentRow)
        self.spaces = _spaces(read.pop("users"), read.pop("spaces"))
        self.dormitories = _grouped(read.pop("dormitories"), DormitoryRow)
        self.needs = _grouped(read.pop("needs"), NeedRow)
        self.sites = {school: SiteRow(kind, known) for school, kind, known in read.pop("sites")}
        self.links = _sets(read.pop("links"))
        self.declared: dict[int, dict[str, date]] = defaultdict(dict)
        for school, section, stated_on in read.pop("declared"):
            self.declared[school][section] = stated_on
        self.measured = _sets(read.pop("measured"))
        self.places, self.near = read.pop("places"), read.pop("near", None)

    def _selections(self) -> dict[str, Any]:
        """What is read, by what is made of it; what lies near is known of one school only before its own row is."""
        still = Q(closed_on__isnull=True) | Q(closed_on__gt=self.on)
        begun = Q(opened_on__isnull=True) | Q(opened_on__lte=self.on) | Q(is_planned=True)
        day = Q(starts_on__isnull=True) | Q(starts_on__lte=self.on)
        day &= Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        said = ~Q(value=None) | ~Q(met_by="")
        schools = School.objects.filter(pk__in=self.schools)
        users = Space.fields.through.objects.filter(space__school__in=self.schools)
        found = {
            "fields": self._rows(SchoolField, "field_id", "field__name", "is_planned", where=still & begun),
            **{name: self._rows(model, *columns) for name, (model, *columns) in ROWS.items()},
            "users": users.values_list("space_id", "field_id"),
            "sites": self._rows(Site, "kind", "suitability_known", where=day),
            "measured": self._rows(StandardValue, "code", where=said),
            "places": schools.order_by("pk").values_list(*OF_SCHOOL),
        }
        return {**found, "near": self._near(schools.values("education_region"))} if self.at_once else found

    def _rows(self, model: Any, *columns: str, where: Q | None = None) -> Any:
        rows = model.objects.filter(school__in=self.schools)
        return (rows.filter(where) if where is not None else rows).order_by("pk").values_list("school_id", *columns)

    def records(self) -> dict[int, Record]:
        places = {row[0]: dict(zip(NAMES_OF_SCHOOL, row[1:], strict=True)) for row in self.places}
        if self.near is None:
            self.near = self._near({place["education_region"] for place in places.values()} - {None})
        near: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for region, school, dormitory in self.near:
            near[region].add((school, dormitory))
        return {school: self._record(school, place, near) for school, place in places.items()}

    def _near(self, regions: Any) -> Any:
        """Dormitories (with their schools) of education regions (okul/4/2/a)."""
        still_open = Q(school__closed_on__isnull=True) | Q(school__closed_on__gt=self.on)
        rows = Dormitory.objects.filter(still_open, school__education_region__in=regions).order_by()
        return rows.values_list("school__education_region_id", "school_id", "pk")

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


def _grouped(rows: Any, shape: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for school, *values in rows:
        found[school].append(shape(*values))
    return found


def _sets(rows: Any) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for school, value in rows:
        found[school].add(value)
    return found


def _fields(rows: Any) -> dict[int, list[FieldRow]]:
    """Fields of the day, those that are planned included; one under two programmes is one, and taught when either is."""
    found: dict[int, dict[int, FieldRow]] = defaultdict(dict)
    for school, field, name, is_planned in rows:
        known = found[school].get(field)
        found[school][field] = FieldRow(field, name, is_planned and (known is None or known.is_planned))
    return {school: list(fields.values()) for school, fields in found.items()}


def _spaces(used: Any, rows: Any) -> dict[int, list[SpaceRow]]:
    users = _sets(used)
    found: dict[int, list[SpaceRow]] = defaultdict(list)
    for school, pk, kind, name, places in rows:
        found[school].append(SpaceRow(pk, kind, name, places, frozenset(users[pk]) if pk in users else frozenset()))
    return found
