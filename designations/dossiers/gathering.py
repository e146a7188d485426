"""Reads all that the register holds about some schools on a day, and shapes it as the rules want it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

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
from schools.choices import Section as RegisterSection
from schools.models import School, StandardsVersion
from workflow.at_once import only

from .questions import Questions, Versions
from .shapes import binding, sides_of, standards

COLUMNS_OF_SCHOOL = ("kind", "attached_to_gd", "province_id", "education_region_id", "addable_places")


class Gathering:
    """All rows about some schools on a day, grouped by school; one query a table, or one in all for a single school.

    ``selection`` is what ``school__in`` takes; ``beside``: what else the asker reads, in the one query of a single school.
    """

    def __init__(
        self, schools: list[School], selection: Any, on: date, versions: Versions, beside: Iterable[QuerySet[Any]] = ()
    ) -> None:
        provinces = {school.province_id for school in schools}
        regions = {school.education_region_id for school in schools if school.education_region_id}
        self.asked = Questions(selection, on, versions, provinces=provinces, regions=regions)
        if len(schools) == 1:
            self.asked.read_at_once(*beside)
        self.declared = set(self.asked.declared)
        self._read_enrolments()
        self._read_spaces()
        self.stars = self._stars()
        self.fields = self._fields()
        self.clusters = _clusters_of(self.asked.clusters) if only(self.asked.cluster_version) else None
        self.needs = self._needs()
        self._read_dormitories()
        self.sites = self._sites()
        self.protocols = self._protocols()
        self._read_standards()

    def _read_enrolments(self) -> None:
        """Students of the last school year entered, in all and by field; whether some above grade 9 have no field."""
        last: dict[int, int] = {}
        for school, year, *_ in self.asked.enrolments:
            last[school] = max(last.get(school, 0), year)
        self.students: dict[int, int] = dict.fromkeys(last, 0)
        self.students_of_field: dict[tuple[int, int], int] = {}
        self.without_field: set[int] = set()
        for school, year, field, count, above in self.asked.enrolments:
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
        classrooms = self.asked.classrooms
        self.classrooms = {school: None if unknown else places for school, places, unknown in classrooms}
        self.workrooms: dict[tuple[int, int], int | None] = {}
        self.unused_workrooms: set[int] = set()
        for school, field, places in self.asked.workrooms:
            if field is None:
                self.unused_workrooms.add(school)
            else:
                self.workrooms[school, field] = _sum(self.workrooms.get((school, field), 0), places)

    def _stars(self) -> dict[tuple[int, int], tuple[int, str]]:
        """The stars of a field in a province: the best of its primary sectors in the statistics in use."""
        year = only(self.asked.employment_year)
        if year is None:
            return {}
        sectors: dict[str, list[int]] = defaultdict(list)
        for field, nace in self.asked.primary_sectors:
            sectors[nace].append(field)
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for province, nace, stars in self.asked.stars:
            for field in sectors[nace]:
                best[province, field] = max(best.get((province, field), (-1, "")), (stars, f"NACE {nace}, {year}"))
        return best

    def _fields(self) -> dict[int, list[tuple[int, str, str, bool]]]:
        found: dict[int, dict[int, tuple[int, str, str, bool]]] = defaultdict(dict)
        for school, field, code, name, is_planned in sorted(self.asked.fields, key=lambda row: (row[0], row[2])):
            known = found[school].get(field)
            # One field under two programmes is one field; it is open when either is.
            found[school][field] = (field, code, name, not is_planned or (known is not None and known[3]))
        return {school: list(fields.values()) for school, fields in found.items()}

    def _needs(self) -> dict[int, tuple[int, int, int]]:
        last: dict[int, tuple[int, int, int]] = {}
        for school, year, girls, boys in self.asked.needs:
            last[school] = max(last.get(school, (0, 0, 0)), (year, girls, boys))
        return last

    def _read_dormitories(self) -> None:
        """The schools' own dormitories, and those of other open schools in their education regions, with the links."""
        self.own_dormitories: dict[int, list[Any]] = defaultdict(list)
        self.region_dormitories: dict[int, list[Any]] = defaultdict(list)
        for school, region, *row in self.asked.dormitories:
            self.own_dormitories[school].append(row)
            if region:
                self.region_dormitories[region].append((school, row))
        self.links = {(school, dormitory): is_available for school, dormitory, is_available in self.asked.links}

    def _sites(self) -> dict[int, SiteFacts]:
        found: dict[int, tuple[str, str, set[str] | None]] = {}
        for school, kind, host, known, field in self.asked.sites:
            _, _, suited = found.setdefault(school, (kind, host, set() if known else None))
            if suited is not None and field:
                suited.add(field)
        return {
            school: SiteFacts(kind, None if suited is None else tuple(sorted(suited)), host)
            for school, (kind, host, suited) in found.items()
        }

    def _protocols(self) -> dict[int, list[ProtocolFacts]]:
        schools_of = defaultdict(list)
        for school, protocol in self.asked.named_in:
            schools_of[protocol].append(school)
        found = defaultdict(list)
        for protocol, *columns in self.asked.protocols if schools_of else ():
            facts = ProtocolFacts(*columns)
            for school in schools_of[protocol]:
                found[school].append(facts)
        return found

    def _read_standards(self) -> None:
        """The rows of the Annex in force by type, and what the schools measured; no version in force: not known."""
        version = only(self.asked.standards_version)
        rows = list(self.asked.standards) if version else []
        self.standards = {kind: binding(kind, rows) for kind in RULE_BOOKS} if version else None
        self.measured: dict[int, dict[str, tuple[Any, str]]] = defaultdict(dict)
        for school, code, value, met_by in self.asked.measured if version else ():
            self.measured[school][code] = value, met_by
        self._read_places({row.code for row in rows if row.enterprise_allowed})
        self._read_sponsors()
        self.nothing_measured = self._by_kind({})

    def _read_places(self, allowed: set[str]) -> None:
        """A practice place that may be used on the day meets the rows that it names, where the Annex allows it (okul/8/7)."""
        for school, codes in self.asked.places if allowed else ():
            for code in allowed.intersection(codes):
                value, met_by = self.measured[school].get(code, (None, ""))
                if met_by != NOT_APPLICABLE:
                    self.measured[school][code] = value, "enterprise"

    def _read_sponsors(self) -> None:
        """A sponsor school in force on the day meets the row (okul/8/5); the day it ends, it does so no more."""
        for school, code in self.asked.sponsors if self.standards is not None else ():
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
        self.asked = Questions(schools.order_by().values("pk"), on, Versions(standards=version))
        self._read_standards()

    def of(self, school: int) -> dict[str, tuple[StandardFacts, ...] | None]:
        """By type, the rows that bind it."""
        return self._rows_of(self.measured.get(school))


def clusters_of(version: ClusterVersion | None) -> tuple[ClusterFacts, ...] | None:
    """The clusters of a version as the rules see them; ``None`` where there is none."""
    return None if version is None else _clusters_of(version.clusters.values_list("name", "fields__code"))


def _clusters_of(rows: Iterable[tuple[str, str | None]]) -> tuple[ClusterFacts, ...]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, code in rows:
        members[name].extend([code] if code else [])
    return tuple(ClusterFacts(name, tuple(sorted(codes))) for name, codes in sorted(members.items()))


def _sum(so_far: int | None, places: int | None) -> int | None:
    """A sum of places is known only when each of them is."""
    return None if so_far is None or places is None else so_far + places
