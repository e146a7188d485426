"""Reads all that the register holds about some schools on a day, one query a table, and shapes it as the rules want it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from designations.models import ClusterVersion
from designations.rules import RULE_BOOKS
from designations.rules.facts import (
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    Facts,
    FieldFacts,
    InstitutionFacts,
    ProtocolFacts,
    SiteFacts,
    StandardFacts,
)
from designations.rules.standards import NOT_APPLICABLE
from protocols.choices import UNSIGNED
from protocols.models import PracticePlace, Protocol, SponsorAssignment
from schools.choices import Section as RegisterSection, SpaceKind
from schools.models import (
    BoardingNeed as Need,
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

from .shapes import binding, sides_of, standards

COLUMNS_OF_SCHOOL = ("kind", "attached_to_gd", "province_id", "education_region_id", "addable_places")
WORKROOMS = [SpaceKind.WORKSHOP, SpaceKind.LABORATORY]
FIRST_MONTH_OF_SCHOOL_YEAR = 9
GRADE_WITHOUT_FIELD = 9


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions to gather by in the place of those in force: a draft, to see what it would change."""

    clusters: ClusterVersion | None = None
    standards: StandardsVersion | None = None


class Gathering:
    """All rows about some schools on a day, grouped by school; one query a table.

    ``selection`` is what ``school__in`` takes: keys, or a subquery where there are many schools.
    """

    def __init__(self, schools: list[School], selection: Any, on: date, versions: Versions) -> None:
        self.on = on
        self.versions = versions
        self.selection = selection
        self.provinces = {school.province_id for school in schools}
        self.regions = {school.education_region_id for school in schools if school.education_region_id}
        self.declared = set(self._rows(Declaration, "section"))
        self._read_enrolments()
        self._read_spaces()
        self.stars = self._stars()
        self.fields = self._fields()
        self.clusters = self._clusters()
        self.needs = self._needs()
        self._read_dormitories()
        self.sites = self._sites()
        self.protocols = self._protocols()
        self._read_standards()

    def _rows(self, model: Any, *columns: str, where: Q | None = None) -> Any:
        rows = model.objects.filter(school__in=self.selection)
        return (rows.filter(where) if where is not None else rows).order_by().values_list("school_id", *columns)

    def _read_enrolments(self) -> None:
        """Students of the last school year entered, in all and by field; whether some above grade 9 have no field."""
        year_now = self.on.year if self.on.month >= FIRST_MONTH_OF_SCHOOL_YEAR else self.on.year - 1
        students = Sum(F("girls") + F("boys"))
        rows = list(
            self._rows(Enrolment, "year", "field_id", where=Q(year__lte=year_now)).annotate(
                students=students,
                placed=Coalesce(Sum(F("girls") + F("boys"), filter=Q(grade__gt=GRADE_WITHOUT_FIELD)), 0),
            )
        )
        last: dict[int, int] = {}
        for school, year, *_ in rows:
            last[school] = max(last.get(school, 0), year)
        self.students: dict[int, int] = dict.fromkeys(last, 0)
        self.students_of_field: dict[tuple[int, int], int] = {}
        self.without_field: set[int] = set()
        for school, year, field, count, above in rows:
            if year != last[school]:
                continue
            self.students[school] += count
            if field is not None:
                self.students_of_field[school, field] = count
            elif above:
                self.without_field.add(school)

    def _read_spaces(self) -> None:
        """Classroom places of a school; workshop and laboratory places by field.

        A room that several fields share counts in full for each of them: they use it at different hours. This reading
        is administrative, the directive does not say. One room of unknown size makes the sum unknown.
        """
        classrooms = self._rows(Space, where=Q(kind=SpaceKind.CLASSROOM)).annotate(
            places_in_all=Sum("places"), unknown=Count("pk", filter=Q(places__isnull=True))
        )
        self.classrooms = {school: None if unknown else places for school, places, unknown in classrooms}
        self.workrooms: dict[tuple[int, int], int | None] = {}
        self.unused_workrooms: set[int] = set()
        for school, field, places in self._rows(Space, "fields", "places", where=Q(kind__in=WORKROOMS)):
            if field is None:
                self.unused_workrooms.add(school)
            else:
                self.workrooms[school, field] = _sum(self.workrooms.get((school, field), 0), places)

    def _stars(self) -> dict[tuple[int, int], tuple[int, str]]:
        """The stars of a field in a province: the best of its primary sectors in the statistics in use."""
        year = EmploymentYear.objects.filter(is_current=True).first()
        if year is None:
            return {}
        sectors = dict[str, list[int]]()
        for field, nace in FieldSector.objects.filter(is_primary=True).values_list("field_id", "nace"):
            sectors.setdefault(nace, []).append(field)
        rows = SectorStar.objects.filter(year=year, province__in=self.provinces, nace__in=sectors)
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for province, nace, stars in rows.values_list("province_id", "nace", "stars"):
            for field in sectors[nace]:
                best[province, field] = max(best.get((province, field), (-1, "")), (stars, f"NACE {nace}, {year}"))
        return best

    def _fields(self) -> dict[int, list[tuple[int, str, str, bool]]]:
        closed = Q(closed_on__isnull=True) | Q(closed_on__gt=self.on)
        opened = Q(opened_on__isnull=True) | Q(opened_on__lte=self.on) | Q(is_planned=True)
        found: dict[int, dict[int, tuple[int, str, str, bool]]] = defaultdict(dict)
        rows = self._rows(SchoolField, "field_id", "field__code", "field__name", "is_planned", where=closed & opened)
        for school, field, code, name, is_planned in sorted(rows, key=lambda row: (row[0], row[2])):
            known = found[school].get(field)
            # One field under two programmes is one field; it is open when either is.
            found[school][field] = (field, code, name, not is_planned or (known is not None and known[3]))
        return {school: list(fields.values()) for school, fields in found.items()}

    def _clusters(self) -> tuple[ClusterFacts, ...] | None:
        return clusters_of(self.versions.clusters or ClusterVersion.objects.in_force(self.on))

    def _needs(self) -> dict[int, tuple[int, int, int]]:
        last: dict[int, tuple[int, int, int]] = {}
        for school, year, girls, boys in self._rows(Need, "year", "girls", "boys", where=Q(year__lte=self.on.year)):
            last[school] = max(last.get(school, (0, 0, 0)), (year, girls, boys))
        return last

    def _read_dormitories(self) -> None:
        """The schools' own dormitories, and those of other open schools in their education regions, with the links."""
        in_reach = Q(school__in=self.selection) | Q(school__education_region__in=self.regions)
        still_open = Q(school__closed_on__isnull=True) | Q(school__closed_on__gt=self.on)
        places = ("girls_places", "girls_occupied", "boys_places", "boys_occupied")
        rows = Dormitory.objects.filter(in_reach, still_open).order_by("school_id", "name")
        self.own_dormitories: dict[int, list[Any]] = defaultdict(list)
        self.region_dormitories: dict[int, list[Any]] = defaultdict(list)
        for school, region, *row in rows.values_list(
            "school_id", "school__education_region_id", "pk", "name", "school__name", *places
        ):
            self.own_dormitories[school].append(row)
            if region:
                self.region_dormitories[region].append((school, row))
        links = self._rows(TransportLink, "dormitory_id", "is_available")
        self.links = {(school, dormitory): is_available for school, dormitory, is_available in links}

    def _sites(self) -> dict[int, SiteFacts]:
        day = Q(starts_on__isnull=True) | Q(starts_on__lte=self.on)
        day &= Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        found: dict[int, tuple[str, str, set[str] | None]] = {}
        for school, kind, host, known, field in self._rows(
            Site, "kind", "host", "suitability_known", "suited_fields__code", where=day
        ):
            _, _, suited = found.setdefault(school, (kind, host, set() if known else None))
            if suited is not None and field:
                suited.add(field)
        return {
            school: SiteFacts(kind, None if suited is None else tuple(sorted(suited)), host)
            for school, (kind, host, suited) in found.items()
        }

    def _protocols(self) -> dict[int, list[ProtocolFacts]]:
        """Signed protocols that name the school; a draft is no protocol yet."""
        schools_of = defaultdict(list)
        for school, protocol in self._rows(Protocol.schools.through, "protocol_id"):
            schools_of[protocol].append(school)
        rows = Protocol.objects.filter(pk__in=list(schools_of)).exclude(status__in=UNSIGNED)
        found = defaultdict(list)
        for protocol in rows.prefetch_related("stakeholders").order_by("starts_on", "pk"):
            facts = ProtocolFacts(
                protocol.signed_on,
                protocol.starts_on,
                protocol.ends_on,
                protocol.general_directorate_party,
                len(protocol.stakeholders.all()),
                protocol.ended_on,
                protocol.title,
            )
            for school in schools_of[protocol.pk]:
                found[school].append(facts)
        return found

    def _read_standards(self) -> None:
        """The rows of the Annex in force by type, and what the schools measured; no version in force: not known."""
        version = self.versions.standards or StandardsVersion.objects.in_force(self.on)
        rows = list(version.rows.all()) if version else []
        self.standards = {kind: binding(kind, rows) for kind in RULE_BOOKS} if version else None
        self.measured: dict[int, dict[str, tuple[Any, str]]] = defaultdict(dict)
        for school, code, value, met_by in self._rows(StandardValue, "code", "value", "met_by") if version else ():
            self.measured[school][code] = value, met_by
        self._read_places({row.code for row in rows if row.enterprise_allowed})
        self._read_sponsors()
        self.nothing_measured = self._by_kind({})

    def _read_places(self, allowed: set[str]) -> None:
        """A practice place that may be used on the day meets the rows that it names, where the Annex allows it (okul/8/7)."""
        if not allowed:
            return
        named = PracticePlace.objects.filter(school__in=self.selection, standards__overlap=sorted(allowed))
        for school, codes in named.usable(self.on).values_list("school_id", "standards"):
            for code in allowed.intersection(codes):
                value, met_by = self.measured[school].get(code, (None, ""))
                if met_by != NOT_APPLICABLE:
                    self.measured[school][code] = value, "enterprise"

    def _read_sponsors(self) -> None:
        """A sponsor school in force on the day meets the row (okul/8/5); the day it ends, it does so no more."""
        in_force = SponsorAssignment.objects.in_force(self.on).filter(school__in=self.selection)
        for school, code in in_force.values_list("school_id", "code") if self.standards is not None else ():
            value, _ = self.measured[school].get(code, (None, ""))
            self.measured[school][code] = value, "sponsor"

    def facts(self, school: School) -> dict[str, Facts]:
        """The facts of one school by type; they differ in the standards that bind the type."""
        shared = {
            "institution": InstitutionFacts(school.kind, school.attached_to_gd),
            "students": self._known(school, RegisterSection.ENROLMENT, self.students.get(school.pk), 0),
            "classroom_places": self._classroom_places(school),
            "addable_places": school.addable_places,
            "fields": self._school_fields(school),
            "clusters": self.clusters,
            "boarding_need": self._boarding_need(school),
            "dormitories": self._reachable(school),
            "site": self.sites.get(school.pk, SiteFacts()),
            "protocols": self._known(
                school, RegisterSection.PROTOCOLS, tuple(self.protocols.get(school.pk, ())) or None, ()
            ),
        }
        by_kind = self._school_standards(school)
        # Types that are bound by the same rows have one subject, so that what both ask is answered once.
        subjects = {id(rows): Facts(**shared, standards=rows) for rows in by_kind.values()}
        return {kind: subjects[id(rows)] for kind, rows in by_kind.items()}

    def _known(self, school: School, section: str, value: Any, none: Any) -> Any:
        """What the rows say; without rows, "none" where the directorate declared so, else unknown."""
        if value is not None:
            return value
        return none if (school.pk, section) in self.declared else None

    def _classroom_places(self, school: School) -> int | None:
        if school.pk in self.classrooms:
            return self.classrooms[school.pk]
        return 0 if (school.pk, RegisterSection.SPACES) in self.declared else None

    def _school_fields(self, school: School) -> tuple[FieldFacts, ...] | None:
        rows = self.fields.get(school.pk)
        if rows is None:
            return () if (school.pk, RegisterSection.FIELDS) in self.declared else None
        return tuple(self._field(school, *row) for row in rows)

    def _field(self, school: School, field: int, code: str, name: str, is_open: bool) -> FieldFacts:
        stars, sectors = self.stars.get((school.province_id, field), (None, ""))
        return FieldFacts(
            code=code,
            students=self.students_of_field.get((school.pk, field), self._students_elsewhere(school)),
            workshop_places=self.workrooms.get((school.pk, field), self._places_elsewhere(school)),
            stars=stars,
            is_open=is_open,
            name=name,
            sectors=sectors,
        )

    def _students_elsewhere(self, school: School) -> int | None:
        """The students of a field without a row: none, unless there are students whose field is not entered."""
        known = school.pk in self.students or (school.pk, RegisterSection.ENROLMENT) in self.declared
        return 0 if known and school.pk not in self.without_field else None

    def _places_elsewhere(self, school: School) -> int | None:
        """The places of a field without a workroom: none once the rooms are declared complete, each with its fields."""
        declared = (school.pk, RegisterSection.SPACES) in self.declared
        return 0 if declared and school.pk not in self.unused_workrooms else None

    def _boarding_need(self, school: School) -> BoardingNeed:
        row = self.needs.get(school.pk)
        return BoardingNeed(row[1], row[2]) if row else BoardingNeed()

    def _reachable(self, school: School) -> tuple[DormitoryFacts, ...] | None:
        """Own dormitories, then those of the education region; what is not known stands there as unknown."""
        own = self.own_dormitories.get(school.pk, [])
        own_known = bool(own) or (school.pk, RegisterSection.DORMITORIES) in self.declared
        others = [
            row
            for owner, row in self.region_dormitories.get(school.education_region_id or 0, [])
            if owner != school.pk
        ]
        if not own_known and not others:
            return None
        found = [facts for row in own for facts in sides_of(row, own=True, transport=None)]
        for row in others:
            found += sides_of(row, own=False, transport=self.links.get((school.pk, row[0])))
        if not own_known:
            found.append(DormitoryFacts(own=True, label="Okulun kendi pansiyonu (bildirilmedi)"))
        if school.education_region_id is None:
            found.append(
                DormitoryFacts(own=False, label="Bölgedeki pansiyonlar (okulun eğitim bölgesi kayıtlı değil)")
            )
        return tuple(found)

    def _school_standards(self, school: School) -> dict[str, tuple[StandardFacts, ...] | None]:
        return self._rows_of(self.measured.get(school.pk))

    def _rows_of(self, measured: dict[str, tuple[Any, str]] | None) -> dict[str, tuple[StandardFacts, ...] | None]:
        if self.standards is None:
            return dict.fromkeys(RULE_BOOKS)
        if not measured:
            return dict(self.nothing_measured)
        return self._by_kind(measured)

    def _by_kind(self, measured: dict[str, tuple[Any, str]]) -> dict[str, tuple[StandardFacts, ...] | None]:
        """The rows that bind each type; types that are bound by the same ones share them."""
        asked = self.standards or {}
        found = {codes: standards(rows, measured) for codes, rows in asked.values()}
        return {kind: found[codes] for kind, (codes, _) in asked.items()}


class Annexes(Gathering):
    """The rows of one version of the Annex alone, with what the schools measured."""

    def __init__(self, schools: Any, on: date, version: StandardsVersion) -> None:
        self.on, self.versions = on, Versions(standards=version)
        self.selection = schools.order_by().values("pk")
        self._read_standards()

    def of(self, school: int) -> dict[str, tuple[StandardFacts, ...] | None]:
        """By type, the rows that bind it."""
        return self._rows_of(self.measured.get(school))


def clusters_of(version: ClusterVersion | None) -> tuple[ClusterFacts, ...] | None:
    """The clusters of a version as the rules see them; ``None`` where there is none."""
    if version is None:
        return None
    members: dict[str, list[str]] = defaultdict(list)
    for name, code in version.clusters.values_list("name", "fields__code"):
        members[name].extend([code] if code else [])
    return tuple(ClusterFacts(name, tuple(sorted(codes))) for name, codes in sorted(members.items()))


def _sum(so_far: int | None, places: int | None) -> int | None:
    """A sum of places is known only when each of them is."""
    return None if so_far is None or places is None else so_far + places
