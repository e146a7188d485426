"""Gathers the facts of any number of schools for the rules, in a fixed number of queries, and examines them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from legislation.rules import Findings, Outcome, Verdict
from protocols.choices import ProtocolStatus
from protocols.models import Protocol
from schools.choices import Section as RegisterSection, SpaceKind
from schools.models import (
    BoardingNeed as Need,
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

from .models import ClusterVersion, Dossier, PolicyVersion
from .rules import RULE_BOOKS
from .rules.facts import (
    POLICY_KEYS,
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    Facts,
    FieldFacts,
    InstitutionFacts,
    Policy,
    ProtocolFacts,
    SiteFacts,
    StandardFacts,
)

WORKROOMS = [SpaceKind.WORKSHOP, SpaceKind.LABORATORY]
FIRST_MONTH_OF_SCHOOL_YEAR = 9


@dataclass(frozen=True, slots=True)
class Examination:
    """What a check found: the verdict, the findings in the order of the law, and what they rest on."""

    verdict: Verdict
    findings: Findings
    facts: Facts
    policy: Policy
    policy_version: PolicyVersion | None


def policy_on(on: date) -> tuple[PolicyVersion | None, Policy]:
    """The policy in force on a day; the shipped defaults where none is published."""
    version = PolicyVersion.objects.in_force(on)
    if version is None:
        return None, Policy(version="")
    values = {key: getattr(version, key) for key in POLICY_KEYS}
    return version, Policy(**values, version=version.name)


def examine(school: School, type: str, *, on: date, dossier: Dossier | None = None) -> Examination:
    """One school for one type; the standing findings of people in the dossier stand in for the automatic ones."""
    version, policy = policy_on(on)
    facts = facts_of([school], on=on)[school.pk]
    findings = facts_findings(facts[type], type, policy, on=on)
    if dossier is not None:
        findings = with_people(findings, dossier)
    return Examination(findings.verdict, findings, facts[type], policy, version)


def examine_all(school: School, *, on: date) -> dict[str, Examination]:
    """One school for all four types."""
    version, policy = policy_on(on)
    facts = facts_of([school], on=on)[school.pk]
    examined = {}
    for kind in RULE_BOOKS:
        findings = facts_findings(facts[kind], kind, policy, on=on)
        examined[kind] = Examination(findings.verdict, findings, facts[kind], policy, version)
    return examined


def facts_findings(facts: Facts, type: str, policy: Policy, *, on: date) -> Findings:
    return RULE_BOOKS[type].examine(facts, policy, on=on)


def with_people(findings: Findings, dossier: Dossier) -> Findings:
    """The findings with those of people in their place; the automatic ones stay visible behind them."""
    standing = {
        finding.provision: finding
        for finding in dossier.human_findings.filter(withdrawn_on=None).select_related("by", "evidence")
    }
    return Findings(
        finding.stood_in(
            outcome=Outcome(person.outcome),
            reason=person.reason,
            by=str(person.by),
            evidence=[{"kind": "attachment", "id": str(person.evidence_id), "label": person.evidence.name}],
        )
        if (person := standing.get(finding.provision))
        else finding
        for finding in findings
    )


def facts_of(schools: Iterable[School], *, on: date) -> dict[int, dict[str, Facts]]:
    """The facts of each school for each type, by the school's key: the same number of queries for 1 and for 4,000."""
    schools = list(schools)
    gathered = Gathering(schools, on)
    return {school.pk: gathered.facts(school) for school in schools}


def facts_of_school(school: School, type: str, *, on: date) -> Facts:
    return facts_of([school], on=on)[school.pk][type]


class Gathering:
    """All rows about some schools on a day, grouped by school; one query a table."""

    def __init__(self, schools: list[School], on: date) -> None:
        self.on = on
        self.keys = [school.pk for school in schools]
        self.provinces = {school.province_id for school in schools}
        self.regions = {school.education_region_id for school in schools if school.education_region_id}
        self.declared = set(Declaration.objects.filter(school__in=self.keys).values_list("school_id", "section"))
        self.students, self.students_of_field, self.enrolled = self._enrolments()
        self.classrooms, self.workrooms, self.has_spaces = self._spaces()
        self.stars = self._stars()
        self.fields = self._fields()
        self.clusters = self._clusters()
        self.needs = self._needs()
        self.own_dormitories, self.region_dormitories, self.links = self._dormitories()
        self.sites = self._sites()
        self.protocols = self._protocols()
        self.standard_rows, self.standard_values = self._standards()

    def _rows(self, model: Any, *columns: str, where: Q | None = None) -> list[tuple[Any, ...]]:
        rows = model.objects.filter(school__in=self.keys)
        return list((rows.filter(where) if where is not None else rows).values_list("school_id", *columns))

    def _enrolments(self) -> tuple[dict[int, int], dict[tuple[int, int], int], set[int]]:
        """Students of the last school year entered, in all and by field."""
        year_now = self.on.year if self.on.month >= FIRST_MONTH_OF_SCHOOL_YEAR else self.on.year - 1
        last: dict[int, int] = {}
        rows = self._rows(Enrolment, "year", "field_id", "girls", "boys", where=Q(year__lte=year_now))
        for school, year, *_ in rows:
            last[school] = max(last.get(school, 0), year)
        total: dict[int, int] = defaultdict(int)
        by_field: dict[tuple[int, int], int] = defaultdict(int)
        for school, year, field, girls, boys in rows:
            if year == last[school]:
                total[school] += girls + boys
                if field is not None:
                    by_field[school, field] += girls + boys
        return dict(total), dict(by_field), set(last)

    def _spaces(self) -> tuple[dict[int, int | None], dict[tuple[int, int], int | None], set[int]]:
        """Classroom places of a school; workshop and laboratory places by field, counted for each field that shares."""
        classrooms: dict[int, int | None] = {}
        has_spaces = set()
        for school, kind, places in self._rows(Space, "kind", "places"):
            has_spaces.add(school)
            if kind == SpaceKind.CLASSROOM:
                classrooms[school] = _sum(classrooms.get(school, 0), places)
        shared = Space.objects.filter(school__in=self.keys, kind__in=WORKROOMS, fields__isnull=False)
        workrooms: dict[tuple[int, int], int | None] = {}
        for school, field, places in shared.values_list("school_id", "fields", "places"):
            workrooms[school, field] = _sum(workrooms.get((school, field), 0), places)
        return classrooms, workrooms, has_spaces

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
        version = ClusterVersion.objects.in_force(self.on)
        if version is None:
            return None
        members: dict[str, list[str]] = defaultdict(list)
        for name, code in version.clusters.values_list("name", "fields__code"):
            members[name].extend([code] if code else [])
        return tuple(ClusterFacts(name, tuple(sorted(codes))) for name, codes in sorted(members.items()))

    def _needs(self) -> dict[int, tuple[int, int, int]]:
        last: dict[int, tuple[int, int, int]] = {}
        for school, year, girls, boys in self._rows(Need, "year", "girls", "boys", where=Q(year__lte=self.on.year)):
            last[school] = max(last.get(school, (0, 0, 0)), (year, girls, boys))
        return last

    def _dormitories(self) -> tuple[dict[int, list[Any]], dict[int, list[Any]], dict[tuple[int, int], bool]]:
        in_reach = Q(school__in=self.keys) | Q(school__education_region__in=self.regions)
        rows = Dormitory.objects.filter(in_reach).select_related("school").order_by("school_id", "name")
        own, region = defaultdict(list), defaultdict(list)
        for dormitory in rows:
            own[dormitory.school_id].append(dormitory)
            if dormitory.school.education_region_id:
                region[dormitory.school.education_region_id].append(dormitory)
        links = TransportLink.objects.filter(school__in=self.keys)
        return (
            own,
            region,
            {(s, d): yes for s, d, yes in links.values_list("school_id", "dormitory_id", "is_available")},
        )

    def _sites(self) -> dict[int, SiteFacts]:
        day = Q(starts_on__isnull=True) | Q(starts_on__lte=self.on)
        day &= Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        rows = Site.objects.filter(day, school__in=self.keys).prefetch_related("suited_fields")
        return {
            site.school_id: SiteFacts(
                site.kind,
                tuple(sorted(field.code for field in site.suited_fields.all())) if site.suitability_known else None,
                site.host,
            )
            for site in rows
        }

    def _protocols(self) -> dict[int, list[ProtocolFacts]]:
        """Signed protocols that name the school; a draft is no protocol yet."""
        named = Protocol.schools.through.objects.filter(school__in=self.keys).values_list("protocol_id", "school_id")
        schools_of = defaultdict(list)
        for protocol, school in named:
            schools_of[protocol].append(school)
        rows = Protocol.objects.filter(pk__in=list(schools_of)).exclude(status=ProtocolStatus.DRAFT)
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

    def _standards(self) -> tuple[list[PhysicalStandard] | None, dict[tuple[int, str], tuple[Any, str]]]:
        version = StandardsVersion.objects.in_force(self.on)
        rows = list(version.rows.all()) if version else None
        values = {
            (school, code): (value, met_by)
            for school, code, value, met_by in self._rows(StandardValue, "code", "value", "met_by")
        }
        return rows, values

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
        return {kind: Facts(**shared, standards=self._school_standards(school, kind)) for kind in RULE_BOOKS}

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
        has_enrolment = school.pk in self.enrolled
        spaces_declared = (school.pk, RegisterSection.SPACES) in self.declared
        stars, sectors = self.stars.get((school.province_id, field), (None, ""))
        return FieldFacts(
            code=code,
            students=self.students_of_field.get((school.pk, field), 0 if has_enrolment else None),
            workshop_places=self.workrooms.get((school.pk, field), 0 if spaces_declared else None),
            stars=stars,
            is_open=is_open,
            name=name,
            sectors=sectors,
        )

    def _boarding_need(self, school: School) -> BoardingNeed:
        row = self.needs.get(school.pk)
        return BoardingNeed(row[1], row[2]) if row else BoardingNeed()

    def _reachable(self, school: School) -> tuple[DormitoryFacts, ...] | None:
        own = self.own_dormitories.get(school.pk, [])
        others = [
            dormitory
            for dormitory in self.region_dormitories.get(school.education_region_id or 0, [])
            if dormitory.school_id != school.pk
        ]
        if not own and not others and (school.pk, RegisterSection.DORMITORIES) not in self.declared:
            return None
        found = [facts for dormitory in own for facts in _dormitory(dormitory, own=True, transport=None)]
        for dormitory in others:
            found += _dormitory(dormitory, own=False, transport=self.links.get((school.pk, dormitory.pk)))
        return tuple(found)

    def _school_standards(self, school: School, kind: str) -> tuple[StandardFacts, ...] | None:
        if self.standard_rows is None:
            return None
        return tuple(
            _standard(row, *self.standard_values.get((school.pk, row.code), (None, "")))
            for row in self.standard_rows
            if kind in row.types
        )


def _sum(so_far: int | None, places: int | None) -> int | None:
    """A sum of places is known only when each of them is."""
    return None if so_far is None or places is None else so_far + places


def _dormitory(dormitory: Dormitory, *, own: bool, transport: bool | None) -> list[DormitoryFacts]:
    label = dormitory.name if own else f"{dormitory.name} – {dormitory.school.name}"
    sides: list[tuple[str, int, int | None]] = [
        ("girls", dormitory.girls_places, dormitory.girls_occupied),
        ("boys", dormitory.boys_places, dormitory.boys_occupied),
    ]
    return [
        DormitoryFacts(own, True, transport, whom, places, occupied, label)
        for whom, places, occupied in sides
        if places
    ]


def _standard(row: PhysicalStandard, value: Any, met_by: str) -> StandardFacts:
    return StandardFacts(
        code=row.code,
        kind=row.kind,
        minimum=row.minimum,
        value=value,
        sponsor_allowed=row.sponsor_allowed,
        enterprise_allowed=row.enterprise_allowed,
        met_by=met_by or None,
        name=row.name,
        unit=row.unit,
    )


__all__ = ["Examination", "examine", "examine_all", "facts_of", "facts_of_school", "policy_on", "with_people"]
