"""The year of specialised schools: who owes a report, what a report rests on, and the sums over all of them (okul/5/3–5/6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from workflow.at_once import read_at_once
from workflow.law.reading import law_of, law_rows

from .choices import HANDED_IN, ActivityStatus
from .dossiers import attended_of, days_of, examine_follow_up, follow_ups_of
from .models import Designation, FollowUpReport
from .rules import FOLLOW_UP, yearly as rules

WHOLE = "Toplam"


def opens_on(school_year: int) -> date:
    return rules.opens_on(school_year, days_before=settings.FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE)


def due_on(school_year: int) -> date:
    return rules.due_on(school_year, days_after=settings.FOLLOW_UP_REPORT_DAYS)


def year_at_hand(on: date) -> int:
    return rules.year_at_hand(on, days_before=settings.FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE)


def schools_of(school_year: int, user: User) -> QuerySet[Designation]:
    """The specialised schools of a year in the user's scope, each with its report's key, state and day."""
    own = FollowUpReport.objects.filter(designation=OuterRef("pk"), school_year=school_year)
    rows = Designation.objects.visible_to(user).specialised_in(*days_of(school_year))
    return rows.select_related("school__province").annotate(
        report=Subquery(own.values("pk")[:1]),
        report_status=Subquery(own.values("status")[:1]),
        reported_on=Subquery(own.values("handed_in_on")[:1]),
    )


def owing(user: User, on: date) -> QuerySet[Designation]:
    """The schools whose report of the year at hand is not handed in, from the day on which it can be."""
    year = year_at_hand(on)
    return schools_of(year, user).without_report(year)


def owing_on(on: date) -> tuple[int, QuerySet[Designation]]:
    """The school year at hand and the schools of the country that still owe its report."""
    year = year_at_hand(on)
    rows = Designation.objects.specialised_in(*days_of(year)).select_related("school").without_report(year)
    return year, rows


def sums_of(school_year: int, user: User, *, on: date) -> tuple[list[rules.Sum], rules.Sum]:
    """By province, and of all in the user's scope; records as they are today. A fixed number of queries."""
    rows = list(schools_of(school_year, user).order_by("school__province__name", "school__name", "pk"))
    published, of_activities = law_rows(), attended_of(rows, school_year)
    years, attended = follow_ups_of(rows, school_year, beside=[published, of_activities]), dict(of_activities)
    asked = FOLLOW_UP.under(law_of(published), on=on)
    return rules.sums_of(
        (
            rules.SchoolYear(
                place=str(row.school.province),
                state=row.report_status or "",
                handed_in=row.report_status in HANDED_IN,
                year=years[row.pk],
                findings=asked.examine(years[row.pk], None, on=on),
                attended=attended.get(row.pk) or 0,
            )
            for row in rows
        ),
        whole=WHOLE,
    )


def facts_of(report: FollowUpReport, *, on: date) -> dict[str, Any]:
    """What a report rests on: the findings of the year, its works, ties and in-service training, as they are on the day."""
    designation, year = report.designation, report.school_year
    first, last = days_of(year)
    works = designation.works.filter(school_year=year, removed_on=None).prefetch_related("fields")
    ties = designation.affiliations.filter(removed_on=None, starts_on__lte=last).exclude(ends_on__lt=first)
    activities = designation.activities.filter(starts_on__range=(first, last)).exclude(status=ActivityStatus.CANCELLED)
    read_at_once(works, ties, activities)
    return {
        "on": on.isoformat(),
        "findings": [finding.as_json() for finding in examine_follow_up(designation, year, on=on)],
        "works": [
            {"title": w.title, "kind": w.get_kind_display(), "fields": [field.name for field in w.fields.all()]}
            for w in works
        ],
        "affiliations": [
            {"organisation": t.organisation, "kind": t.get_kind_display(), "subject": t.subject, "days": _days(t)}
            for t in ties
        ],
        "activities": [
            {"title": a.title, "days": _days(a), "state": a.get_status_display(), "attended": a.attended}
            for a in activities
        ],
    }


def _days(row: Any) -> str:
    until = f"{row.ends_on:%d.%m.%Y}" if row.ends_on else "süresiz"
    return f"{row.starts_on:%d.%m.%Y} – {until}"
