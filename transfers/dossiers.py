"""Gathers what the rules on applicants and quotas read, from the register, the protocols and the criteria in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from designations.models import Designation
from designations.operations import designations_on
from protocols.choices import ProvisionEffect, ProvisionSubject
from protocols.models import SpecialProvision
from protocols.snapshots import text_on
from schools.models import School

from .choices import GIVEN_UP
from .models import Application, CriteriaComponent, Quota, TransferCriteria
from .rules.applicants import WITH_QUOTA, Applicant, Target
from .rules.quotas import GRADE, RESERVED, SchoolFacts
from .rules.requests import TransferRequest
from .rules.scoring import Component, Criteria


def criteria_on(on: date) -> tuple[TransferCriteria | None, Criteria]:
    """The criteria in force on the day; without any, none that ask or weigh."""
    version = TransferCriteria.objects.prefetch_related("components").in_force(on)
    return version, criteria_of(version) if version else Criteria(())


def criteria_of(version: TransferCriteria) -> Criteria:
    """The version as the rules read it."""
    return Criteria(
        tuple(_component(row) for row in version.components.all()),
        version.score_decimals,
        version.most_preferences,
        version.same_field,
        version.clean_discipline,
    )


def _component(row: CriteriaComponent) -> Component:
    return Component(row.key, row.label, row.maximum, row.weight, row.tie_rank)


def target_of(school: School, field: str | None, on: date) -> Target:
    held = frozenset(designation.type for designation in designations_on(school, on))
    return Target(school.code, held, _area(school), field)


def targets_of(quotas: Iterable[Quota], on: date) -> dict[int, Target]:
    """What each quota's school and field are to the rules, by the quota's key, in one statement for all of them."""
    rows = list(quotas)
    held: dict[int, set[str]] = defaultdict(set)
    schools = {one.school_id for one in rows}
    for school, kind in Designation.objects.in_force(on).filter(school__in=schools).values_list("school_id", "type"):
        held[school].add(kind)
    return {
        one.pk: Target(one.school.code, frozenset(held[one.school_id]), _area(one.school), one.field.code)
        for one in rows
    }


def applicant_of(asked: TransferRequest, own: School | None) -> Applicant:
    """A registered school speaks for itself; without one, what was given does."""
    return Applicant(
        school=own.code if own else asked.own_school,
        school_kind=own.kind if own else asked.kind,
        attached_to_gd=own.attached_to_gd if own else asked.attached_to_gd,
        registration_area=_area(own) if own else asked.registration_area,
        field=asked.own_field,
        completed_grade=asked.completed_grade,
        has_penalty=asked.has_penalty,
        values=asked.values,
    )


def _area(school: School) -> str | None:
    return str(school.registration_area) if school.registration_area else None


def with_quota(on: date) -> Any:
    """Schools that open a quota: region and sector-integrated on the day (okul/8/2)."""
    held = Designation.objects.in_force(on).filter(type__in=WITH_QUOTA)
    return School.objects.filter(pk__in=held.values("school"))


def reserving_provisions() -> dict[str, Any]:
    """Which special provisions keep places at a transfer, as a filter."""
    return {"subject": ProvisionSubject.TRANSFER, "effect": ProvisionEffect.RESERVED_SEATS}


def facts_of_quota(
    quota: Quota, on: date, *, beds: Mapping[str, tuple[int, int | None]], takers: Mapping[str, Any]
) -> SchoolFacts:
    """The school as the rules on quotas read it; places given to other quotas of the round are gone.

    ``beds``, ``takers``: as :class:`SchoolFacts` tells them, read where the dormitories are held.
    """
    school = quota.school
    taught = school.fields.filter(Q(closed_on=None) | Q(closed_on__gt=on), is_planned=False)
    others = Quota.objects.filter(round=quota.round_id).exclude(pk=quota.pk).exclude(status__in=GIVEN_UP)
    return SchoolFacts(
        frozenset(designation.type for designation in designations_on(school, on)),
        frozenset(taught.values_list("field__code", flat=True)),
        beds,
        _reserve(quota, others, on),
        takers,
    )


def _reserve(quota: Quota, others: Any, on: date) -> int | None:
    """What the quota's special provision still has to give; ``None`` where it gives this quota nothing on the day."""
    if quota.provision_id is None:
        return None
    rows = SpecialProvision.objects.select_for_update(of=("self",)).select_related("protocol")
    provision = rows.filter(
        Q(school=None) | Q(school=quota.school_id),
        Q(field=None) | Q(field=quota.field_id),
        pk=quota.provision_id,
        protocol__in=quota.school.protocols.in_force(on),
        **reserving_provisions(),
    ).first()
    if provision is None or not _stands(provision, on):
        return None
    given = others.filter(provision=provision).aggregate(**{name: Sum(name, default=0) for name in RESERVED})
    return max((provision.seats or 0) - sum(given.values()), 0)


def _stands(provision: SpecialProvision, on: date) -> bool:
    """Whether it is of this grade, and its clause stands in the text of the day."""
    grades = [part.strip() for part in provision.grades.split(",") if part.strip()]
    text = text_on(provision.protocol, on)
    return (not grades or str(GRADE) in grades) and (not text.clauses or bool(text.clause(provision.clause)))


def applicant_of_entry(application: Application, values: Mapping[str, Decimal | None]) -> Applicant:
    """The student of an application; the registered school speaks for itself."""
    own = application.school
    return Applicant(
        school=own.code,
        school_kind=own.kind,
        attached_to_gd=own.attached_to_gd,
        registration_area=_area(own),
        field=application.field.code,
        completed_grade=application.completed_grade,
        has_penalty=application.has_penalty,
        values=values,
    )
