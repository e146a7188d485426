"""Everything of centres that has a day, gathered for a calendar: each source one query, all of them by who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from accounts.models import Province, User

from .choices import ChainStatus, EntryKind, TaskStatus, WorkStatus
from .choices.activities import ActivityState
from .choices.chain import IN_THE_CENTRE
from .models import (
    Activity,
    ActivitySession,
    Center,
    Improvement,
    Monitoring,
    PlanActivity,
    ReportExtension,
    TaskAnswer,
    Work,
    YearlyReport,
)
from .querysets.centers import of_scope
from .rules.calendar import Entry, within
from .rules.reports import usual_due_on

LESSON = 40  # minutes of a lesson hour, without the break (administrative practice)
K = EntryKind
# Of a teacher's place, of somebody's name nothing stands in a calendar: it is copied out of the system.
SEVERAL = "{} merkez"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which centres: one, those of a province, or all that the user sees. ``kind`` empty: entries of every kind."""

    center: Center | None = None
    province: Province | None = None
    kind: str = ""

    def q(self, path: str = "center__") -> Q:
        """The rows whose centre is asked for, reached over ``path``."""
        if self.center is not None:
            return Q(**{f"{path}pk" if path else "pk": self.center.pk})
        return Q(**{f"{path}school__province": self.province}) if self.province is not None else Q()


def entries_of(user: User, asked: Asked, first: date, last: date) -> list[Entry]:
    """The entries that have a day from ``first`` to ``last``, in order; as many queries however many there are."""
    found: list[Entry] = []
    for kind, source in SOURCES:
        if asked.kind in {"", kind}:
            found += source(user, asked, first, last)
    return within(found, first, last)


def _touches(first: date, last: date, begins: str, ends: str) -> Q:
    return Q(**{f"{begins}__lte": last, f"{ends}__gte": first})


def _plan_activities(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    rows = PlanActivity.objects.visible_to(user).filter(
        asked.q("plan__center__"), _touches(first, last, "first_day", "last_day")
    )
    for row in rows.exclude(plan__status=ChainStatus.DROPPED).select_related("plan__center"):
        state = "Tamamlandı" if row.done_on else row.plan.get_status_display()
        yield Entry(
            f"plan-{row.pk}", K.PLAN, row.first_day, row.last_day, row.title, row.plan.center.name,
            f"{reverse('centers:plan', args=[row.plan_id])}#hedef-{row.target_id}", state=state, revision=row.plan.revision,
        )  # fmt: skip


def _activities(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    rows = Activity.objects.visible_to(user).filter(asked.q(), _touches(first, last, "starts_on", "ends_on"))
    for row in rows.exclude(status=ChainStatus.DROPPED).select_related("center"):
        yield Entry(
            f"faaliyet-{row.pk}", K.ACTIVITY, row.starts_on, row.ends_on, row.name, row.center.name,
            reverse("centers:activity", args=[row.pk]), place=row.place, state=row.get_status_display(),
            cancelled=row.status == ActivityState.CANCELLED, revision=row.revision,
        )  # fmt: skip


def _sessions(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    rows = ActivitySession.objects.visible_to(user).filter(asked.q("activity__center__"), day__range=(first, last))
    for row in rows.exclude(activity__status=ChainStatus.DROPPED).select_related("activity__center"):
        activity = row.activity
        yield Entry(
            f"oturum-{row.pk}", K.SESSION, row.day, row.day, f"{row.topic} ({activity.name})", activity.center.name,
            reverse("centers:activity", args=[activity.pk]), row.starts_at, row.hours * LESSON, activity.place,
            activity.get_status_display(), activity.status == ActivityState.CANCELLED, activity.revision,
        )  # fmt: skip


def _events(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    """What was announced, whatever the scope (smm/5/1/g); the page of the work is for who sees the centre."""
    seen: Any = Value(True)
    if not user.scope.everywhere:
        seen = Case(When(of_scope(user.scope, "center__"), then=Value(True)), default=Value(False))
    days = Q(ends_on=None, starts_on__gte=first) | Q(ends_on__gte=first)
    rows = Work.objects.announced().filter(asked.q(), days, starts_on__lte=last)
    for row in rows.select_related("center").annotate(is_seen=seen).prefetch_related(None):
        page = reverse("centers:work", args=[row.pk]) if row.is_seen else reverse("centers:events")
        yield Entry(
            f"etkinlik-{row.pk}", K.EVENT, row.starts_on, row.ends_on or row.starts_on, row.title, row.center.name, page,
            place=row.place, state=row.get_status_display(), cancelled=row.status == WorkStatus.DROPPED,
            revision=row.revision,
        )  # fmt: skip


def _tasks(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    """A task of many centres stands once."""
    rows = TaskAnswer.objects.visible_to(user).filter(asked.q(), task__due_on__range=(first, last))
    found: dict[int, list[TaskAnswer]] = {}
    for row in rows.filter(task__status__in=[TaskStatus.GIVEN, TaskStatus.CLOSED]).select_related("task", "center"):
        found.setdefault(row.task_id, []).append(row)
    for answers in found.values():
        one, task = answers[0], answers[0].task
        alone = len(answers) == 1
        page = reverse("centers:answer", args=[one.pk]) if alone else reverse("centers:task", args=[task.pk])
        yield Entry(
            f"gorev-{one.pk if alone else task.pk}-{alone:d}", K.TASK, task.due_on, task.due_on, task.title,
            one.center.name if alone else SEVERAL.format(len(answers)), page,
            state=one.get_status_display() if alone else task.get_status_display(), revision=task.revision,
        )  # fmt: skip


def _reports(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    """The last day of each report that is asked of a centre, also of one that was not begun (smm/11/2)."""
    years = range(first.year - 1, last.year + 1)
    centers = list(Center.objects.visible_to(user).filter(asked.q(""), founded_on__isnull=False))
    later = {
        (row.center_id, row.year): row.due_on
        for row in ReportExtension.objects.visible_to(user).filter(asked.q(), year__in=years)
    }
    reports = YearlyReport.objects.visible_to(user).filter(asked.q(), year__in=years)
    begun = {(row.center_id, row.year): row for row in reports.exclude(status=ChainStatus.DROPPED)}
    for year in years:
        by_day: dict[date, list[Center]] = {}
        usual = usual_due_on(year, days_after=settings.CENTRE_REPORT_DAYS)
        for center in centers:
            if _owes(center, year):
                by_day.setdefault(later.get((center.pk, year), usual), []).append(center)
        for day, owing in by_day.items():
            if first <= day <= last:
                yield _report_entry(year, day, owing, begun)


def _owes(center: Center, year: int) -> bool:
    """Open at the year's end, from the year of the directive on (smm/11/2)."""
    end = date(year, 12, 31)
    founded = center.founded_on is not None and center.founded_on <= end
    return year >= 2024 and founded and (center.closed_on is None or center.closed_on > end)  # noqa: PLR2004 - the directive


def _report_entry(year: int, day: date, owing: list[Center], begun: dict[tuple[int, int], YearlyReport]) -> Entry:
    title = f"{year} faaliyet raporunun son günü"
    missing = sum(_is_missing(begun.get((center.pk, year))) for center in owing)
    if len(owing) > 1:
        state = f"{missing} merkez göndermedi" if missing else "hepsi gönderildi"
        page = f"{reverse('centers:reports')}?yil={year}"
        return Entry(f"rapor-{year}-{day}", K.REPORT, day, day, title, SEVERAL.format(len(owing)), page, state=state)
    center, report = owing[0], begun.get((owing[0].pk, year))
    page = reverse("centers:report", args=[report.pk]) if report else reverse("centers:center", args=[center.pk])
    state = report.get_status_display() if report else "Hazırlanmadı"
    return Entry(f"rapor-{year}-{center.pk}", K.REPORT, day, day, title, center.name, page, state=state)


def _is_missing(report: YearlyReport | None) -> bool:
    return report is None or report.status in IN_THE_CENTRE


def _monitorings(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    rows = Monitoring.objects.visible_to(user).filter(asked.q(), _touches(first, last, "first_day", "last_day"))
    for row in rows.select_related("center"):
        yield Entry(
            f"izleme-{row.pk}", K.MONITORING, row.first_day, row.last_day, row.title, row.center.name,
            reverse("centers:monitoring", args=[row.pk]), state=row.get_status_display(), revision=row.revision,
        )  # fmt: skip


def _improvements(user: User, asked: Asked, first: date, last: date) -> Iterator[Entry]:
    rows = Improvement.objects.visible_to(user).filter(asked.q("monitoring__center__"), due_on__range=(first, last))
    for row in rows.select_related("monitoring__center"):
        yield Entry(
            f"iyilestirme-{row.pk}", K.IMPROVEMENT, row.due_on, row.due_on, row.text, row.monitoring.center.name,
            reverse("centers:monitoring", args=[row.monitoring_id]), state="Tamamlandı" if row.done_on else "Açık",
            revision=row.monitoring.revision,
        )  # fmt: skip


SOURCES: tuple[tuple[str, Callable[[User, Asked, date, date], Iterator[Entry]]], ...] = (
    (K.PLAN, _plan_activities),
    (K.ACTIVITY, _activities),
    (K.SESSION, _sessions),
    (K.EVENT, _events),
    (K.TASK, _tasks),
    (K.REPORT, _reports),
    (K.MONITORING, _monitorings),
    (K.IMPROVEMENT, _improvements),
)
AHEAD, BEHIND = timedelta(days=400), timedelta(days=90)  # how far a subscribed calendar reaches
