"""Gathers what the rules on applicants read, from the register and the criteria in force."""

from __future__ import annotations

from datetime import date

from designations.operations import designations_on
from schools.models import School

from .models import CriteriaComponent, TransferCriteria
from .rules.applicants import Applicant, Target
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
