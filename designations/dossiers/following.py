"""Gathers what is known of a specialised school in a school year, for the rules of its follow-up."""

from __future__ import annotations

from datetime import date

from designations.choices import ActivityStatus
from designations.models import Affiliation, Designation, DevelopmentWork, InServiceActivity
from designations.rules import FOLLOW_UP
from designations.rules.follow_up import FIRST_MONTH, FollowUp, Workshop
from legislation.rules import Findings
from schools.choices import SpaceKind
from schools.models import SchoolField, Space

WORKSHOPS = [SpaceKind.WORKSHOP, SpaceKind.LABORATORY]
WAITING = [ActivityStatus.PLANNED, ActivityStatus.AWAITING_APPROVAL, ActivityStatus.APPROVED]


def days_of(school_year: int) -> tuple[date, date]:
    """The first and the last day of a school year."""
    return date(school_year, FIRST_MONTH, 1), date(school_year + 1, FIRST_MONTH - 1, 31)


def follow_up_of(designation: Designation, school_year: int, *, on: date) -> FollowUp:
    """What is recorded of the year; rooms and fields as they are known today. Six queries."""
    first, last = days_of(school_year)
    works = DevelopmentWork.objects.filter(designation=designation, school_year=school_year, removed_on=None)
    ties = Affiliation.objects.filter(designation=designation, removed_on=None, starts_on__lte=last)
    ties = ties.exclude(ends_on__lt=first)
    activities = InServiceActivity.objects.filter(designation=designation, starts_on__range=(first, last))
    fields = SchoolField.objects.filter(school=designation.school_id, closed_on=None, is_planned=False)
    rooms = Space.objects.filter(school=designation.school_id, kind__in=WORKSHOPS).prefetch_related("fields")
    return FollowUp(
        taught=frozenset(fields.values_list("field__code", flat=True)),
        workshops=tuple(Workshop(room.name, frozenset(f.code for f in room.fields.all())) for room in rooms),
        works=tuple(work.title for work in works),
        affiliations=tuple(tie.organisation for tie in ties),
        held=tuple(a.title for a in activities if a.status == ActivityStatus.HELD),
        waiting=tuple(a.title for a in activities if a.status in WAITING),
    )


def examine_follow_up(designation: Designation, school_year: int, *, on: date) -> Findings:
    """The findings of a school year in the order of the law; they inform and never end a designation."""
    return FOLLOW_UP.examine(follow_up_of(designation, school_year, on=on), None, on=on)
