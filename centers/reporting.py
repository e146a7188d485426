"""What a year's plan and records say, gathered for the report: frozen with it when it is sent (smm/11/2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from workflow.at_once import read_at_once

from . import report_sections  # noqa: F401 - it fills sections of the report
from .choices import IN_THE_CENTRE
from .models import Center, PlanActivity, PlanIndicator, TaskAnswer, YearlyReport
from .models.plans import FIRST_YEAR
from .querysets import owing_reports
from .rules.reports import Table, draft_of_gains, draft_of_works, gathers, in_words, rows_of, tables_of, usual_due_on

YEARS_OWED = 3  # how far back the desk asks for a report


def last_day(year: int) -> Any:
    return usual_due_on(year, days_after=settings.CENTRE_REPORT_DAYS)


def owing(centers: Any, on: date) -> Any:
    """Of these centres, those whose report of one of the last years is late: none was opened, or it was not sent (smm/11/2)."""
    years = range(max(FIRST_YEAR, on.year - YEARS_OWED), on.year)
    return owing_reports(centers, on, years=years, last_day=last_day)


@dataclass(frozen=True, slots=True)
class YearRows:
    """What a report rests on, as it was read: the plan's indicators and activities, and the rows of each subject."""

    indicators: Iterable[PlanIndicator]
    activities: Iterable[dict[str, Any]]
    of_subjects: Mapping[str, Any]


def _read(report: YearlyReport) -> YearRows:
    """In one query. Without a plan there is nothing of one."""
    plan = report.plan_id
    indicators = PlanIndicator.objects.filter(plan=plan).select_related("target__aim", "field", "of_guide")
    activities = PlanActivity.objects.filter(plan=plan).order_by("first_day", "pk")
    found = YearRows(
        indicators.order_by("target__aim", "target", "pk") if plan else indicators.none(),
        activities.values("title", "method", "responsible", "first_day", "last_day", "outcome", "done_on")
        if plan
        else activities.none(),
        rows_of(report.center, report.year),
    )
    read_at_once(found.indicators, found.activities, *found.of_subjects.values())
    return found


def _shown(row: PlanIndicator) -> dict[str, Any]:
    return {
        "aim": row.target.aim.title,
        "target_title": row.target.title,
        "code": row.of_guide.code if row.of_guide else "",
        "name": row.name,
        "field": row.field.name if row.field else "",
        "unit": row.unit,
        "baseline": in_words(row.baseline, row.kind),
        "target": in_words(row.target_value, row.kind),
        "realised": in_words(row.realised, row.kind),
        "realised_on": row.realised_on.isoformat() if row.realised_on else None,
        "share": None if row.share is None else in_words(round(row.share, 1), "number"),
    }


def facts_of(report: YearlyReport) -> dict[str, Any]:
    """``{indicators, activities, tables}`` of the report's year as JSON."""
    read = _read(report)
    activities = [
        {**row, **{day: row[day].isoformat() if row[day] else None for day in ("first_day", "last_day", "done_on")}}
        for row in read.activities
    ]
    return {
        "indicators": [_shown(row) for row in read.indicators],
        "activities": activities,
        "tables": [table.as_json() for table in tables_of(read.of_subjects)],
    }


def facts_shown(report: YearlyReport) -> dict[str, Any]:
    """Those that were sent with the report; while it is with the centre, also after a return, those of today."""
    return report.facts if report.facts and report.status not in IN_THE_CENTRE else facts_of(report)


def drafted(report: YearlyReport) -> dict[str, str]:
    """The words that the year's plan and records give for the report's parts; proposals are the centre's own."""
    read = _read(report)
    return {
        "works": draft_of_works(read.activities, tables_of(read.of_subjects)),
        "gains": draft_of_gains([_shown(row) for row in read.indicators]),
    }


def _tasks(center: Center, year: int) -> Any:
    answers = TaskAnswer.objects.filter(center=center, task__due_on__year=year).exclude(task__given_on=None)
    return answers.select_related("task").order_by("task__due_on", "pk")


@gathers("tasks", _tasks)
def tasks_of_year(answers: Iterable[TaskAnswer]) -> Table:
    """The tasks of the General Directorate that fell due in the year (smm/5/1/h)."""
    rows = [(one.task.title, f"{one.task.due_on:%d.%m.%Y}", one.get_status_display()) for one in answers]
    return Table("Genel Müdürlükçe verilen görevler", ("Görev", "Son gün", "Yanıt"), tuple(rows))
