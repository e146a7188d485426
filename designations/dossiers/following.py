"""Gathers what is known of a specialised school in a school year, for the rules of its follow-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from designations.choices import ActivityStatus
from designations.models import Affiliation, Designation, DevelopmentWork, InServiceActivity
from designations.rules import FOLLOW_UP
from designations.rules.follow_up import FollowUp, Workshop
from designations.rules.yearly import days_of
from legislation.rules import Findings
from schools.choices import SpaceKind
from schools.models import SchoolField, Space
from workflow.at_once import read_at_once
from workflow.law.reading import law_of, law_rows

WORKSHOPS = [SpaceKind.WORKSHOP, SpaceKind.LABORATORY]
WAITING = [ActivityStatus.PLANNED, ActivityStatus.AWAITING_APPROVAL, ActivityStatus.APPROVED]


def follow_up_of(designation: Designation, school_year: int, *, on: date) -> FollowUp:
    """What is recorded of the year; rooms and fields as they are known today. Two queries."""
    return follow_ups_of([designation], school_year)[designation.pk]


def follow_ups_of(
    designations: Sequence[Designation], school_year: int, *, beside: Iterable[QuerySet[Any]] = ()
) -> dict[int, FollowUp]:
    """The same of many, by the keys of the designations, in as many queries as of one; ``beside``: what is read with it."""
    schools = {designation.school_id for designation in designations}
    fields = SchoolField.objects.filter(school__in=schools, closed_on=None, is_planned=False)
    codes = fields.values_list("school", "field__code")
    workrooms = Space.objects.filter(school__in=schools, kind__in=WORKSHOPS).prefetch_related("fields")
    records = _records(designations, school_year)
    read_at_once(codes, workrooms, *records, *beside)
    taught, rooms = _by_school(codes), _workshops(workrooms)
    works, ties, activities = (_by_key(rows) for rows in records)
    return {
        one.pk: FollowUp(
            taught=frozenset(taught[one.school_id]),
            workshops=tuple(rooms[one.school_id]),
            works=tuple(work.title for work in works[one.pk]),
            affiliations=tuple(tie.organisation for tie in ties[one.pk]),
            held=tuple(a.title for a in activities[one.pk] if a.status == ActivityStatus.HELD),
            waiting=tuple(a.title for a in activities[one.pk] if a.status in WAITING),
        )
        for one in designations
    }


def _records(designations: Sequence[Designation], school_year: int) -> tuple[Any, Any, Any]:
    """Works, ties and in-service activities of the year."""
    first, last = days_of(school_year)
    works = DevelopmentWork.objects.filter(designation__in=designations, school_year=school_year, removed_on=None)
    ties = Affiliation.objects.filter(designation__in=designations, removed_on=None, starts_on__lte=last)
    activities = InServiceActivity.objects.filter(designation__in=designations, starts_on__range=(first, last))
    return works, ties.exclude(ends_on__lt=first), activities


def _workshops(rooms: Iterable[Space]) -> dict[int, list[Workshop]]:
    found: dict[int, list[Workshop]] = defaultdict(list)
    for room in rooms:
        found[room.school_id].append(Workshop(room.name, frozenset(field.code for field in room.fields.all())))
    return found


def _by_school(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for school, code in pairs:
        found[school].append(code)
    return found


def _by_key(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.designation_id].append(row)
    return found


def attended_of(designations: Sequence[Designation], school_year: int) -> QuerySet[Any]:
    """Teachers who attended the in-service activities of the year: pairs of a designation's key and their number."""
    held = _records(designations, school_year)[2].filter(status=ActivityStatus.HELD).order_by()
    return held.values_list("designation").annotate(Sum("attended"))  # type: ignore[no-any-return]


def examine_follow_up(designation: Designation, school_year: int, *, on: date) -> Findings:
    """The findings of a school year in the order of the law; they inform and never end a designation."""
    published = law_rows()
    recorded = follow_ups_of([designation], school_year, beside=[published])[designation.pk]
    return FOLLOW_UP.examine(recorded, None, on=on, law=law_of(published))
