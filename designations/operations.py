"""A school's operating rules on a day, from its designations in force and its protocols' special provisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from protocols.models import SpecialProvision
from protocols.snapshots import clauses_of_all
from schools.models import School
from workflow.at_once import read_at_once
from workflow.law.reading import law_now, law_of, law_rows

from .choices import DesignationType
from .models import Designation, Dossier
from .rules.operating import (
    OperatingRule,
    RegistrationAnswer,
    SpecialClause,
    answer_under,
    check_registration,
    operating_rules as rules,
    rules_under,
)


def designations_on(school: School, on: date) -> QuerySet[Designation]:
    return Designation.objects.in_force(on).filter(school=school).order_by("starts_on", "pk")  # type: ignore[no-any-return]


def clauses_on(school: School, on: date) -> list[SpecialClause]:
    """The special provisions of protocols that carry the school on the day (okul/8/3), of clauses that stand that day."""
    return _standing(_provisions_on(school, on), on)


def _provisions_on(school: School, on: date) -> QuerySet[SpecialProvision]:
    return SpecialProvision.objects.filter(
        Q(school=None) | Q(school=school), protocol__in=school.protocols.in_force(on)
    ).select_related("protocol")


def _standing(rows: Iterable[SpecialProvision], on: date) -> list[SpecialClause]:
    texts = clauses_of_all((row.protocol for row in rows), on)
    return [
        SpecialClause(
            row.protocol.title,
            row.clause,
            row.subject,
            row.text,
            tuple(int(grade) for grade in row.grades.split(",") if grade.strip().isdigit()),
            row.effect,
            row.whom,
            row.seats,
        )
        for row in rows
        if not texts[row.protocol_id].clauses or texts[row.protocol_id].clause(row.clause)
    ]


def schools_with_sponsors(on: date, schools: Iterable[int] | None) -> Iterator[tuple[int, str]]:
    """Schools to which okul/8/5 applies: designated on the day as in-sector or sector-integrated, or to be so."""
    for rows in (Designation.objects.in_force(on), Dossier.objects.open()):
        of_them = rows.filter(type__in=[DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED])
        of_them = of_them if schools is None else of_them.filter(school__in=schools)
        yield from of_them.values_list("school_id", "type")


def of_sector(on: date) -> QuerySet[Designation]:
    """In-sector or sector-integrated on the day: what okul/8/9 gives an advisory board."""
    types = [DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED]
    return Designation.objects.in_force(on).filter(type__in=types)  # type: ignore[no-any-return]


def sector_schools(on: date, schools: Iterable[int] | None) -> Iterator[int]:
    """The schools of :func:`of_sector`, of these or of all."""
    rows = of_sector(on) if schools is None else of_sector(on).filter(school__in=schools)
    yield from rows.values_list("school_id", flat=True)


def designated_between(first: date, last: date, schools: Iterable[int]) -> Iterable[int]:
    """Of these schools those to which okul/8/6 applied on some of these days: in-sector and sector-integrated."""
    rows = Designation.objects.overlapping(first, last)
    types = [DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED]
    return rows.filter(type__in=types, school__in=schools).values_list("school_id", flat=True)


def operating_rules(school: School, *, on: date) -> list[OperatingRule]:
    """What follows for the school on the day."""
    designations, provisions, published = designations_on(school, on), _provisions_on(school, on), law_rows()
    read_at_once(designations, provisions, published)
    found = rules({d.type for d in designations}, _standing(provisions, on))
    return rules_under(found, law_of(published), on=on)


def registration_check(school: School, *, grade: int, on: date) -> RegistrationAnswer:
    """Whether the school may register a student at the grade on the day; a closed one registers nobody."""
    if school.closed_on is not None and school.closed_on <= on:
        return RegistrationAnswer(False, None, f"Okul {school.closed_on:%d.%m.%Y} günü kapandı; kayıt yapılmaz.")
    types = {d.type for d in designations_on(school, on)}
    return answer_under(check_registration(types, grade, clauses_on(school, on)), types, law_now(), on=on)


def refusal_of_enrolment(school: School, grade: int, on: date) -> str:
    """The register's guard: why no student may be entered at the grade (okul/7/3), or an empty sentence; what is not known refuses nobody."""
    answer = registration_check(school, grade=grade, on=on)
    return answer.reason if answer.allowed is False else ""


def with_rules_of_enrolment(schools: list[int], on: date) -> set[int]:
    """Of these schools those with any designation, and those that a protocol's special provision names."""
    designated = Designation.objects.filter(school__in=schools).values_list("school_id", flat=True)
    named = SpecialProvision.objects.filter(protocol__schools__in=schools).values_list("protocol__schools", flat=True)
    return set(designated) | (set(named) & set(schools))
