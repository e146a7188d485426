"""Who hears of plans and reports on their way, and of reports that are due (smm/5/3, smm/11/2)."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from workflow.choices import NoticeKind
from workflow.notices import tell

from .models import Center, PlanReopening, ReportExtension, YearlyPlan, YearlyReport
from .querysets import not_reported
from .reporting import last_day
from .telling import of_centre, of_school, people, tell_of_chain

SOON = (30, 7)  # days before the last day (administrative)


def tell_of_plan(plan: YearlyPlan, *, on: date) -> None:
    tell_of_chain(plan, reverse("centers:plan", args=[plan.pk]), on=on)


def tell_of_reopening(reopening: PlanReopening, *, on: date) -> None:
    tell_of_chain(reopening, reverse("centers:reopening", args=[reopening.pk]), on=on)


def tell_of_report(report: YearlyReport, *, on: date) -> None:
    tell_of_chain(report, reverse("centers:report", args=[report.pk]), on=on)


def warn_of_reports(*, on: date) -> None:
    """A month and a week before the last day, and on the day after it, the centre and its school are reminded, once each."""
    for year in (on.year - 1, on.year):
        _warn_of_year(year, on)


def _warn_of_year(year: int, on: date) -> None:
    usual, extended = last_day(year), _extended(year)
    if on < min([usual, *extended.values()]) - timedelta(SOON[0]):
        return
    rows = not_reported(Center.objects.standing().select_related("school"), year, last_of_year=date(year, 12, 31))
    for center in rows:
        due = extended.get(center.pk, usual)
        if said := _stage(due, on):
            stage, words = said
            whom = people(of_centre(center.school) | of_school(center.school), on)
            text = f"{words}: {center}, {year} faaliyet raporu (SMM Yönergesi m. 11/2)"
            occasion = f"report:{center.pk}:{year}:{due}:{stage}"
            url = reverse("centers:center", args=[center.pk]) + "#raporlar"
            tell(whom, text, url, occasion=occasion, kind=NoticeKind.TO_DO)


def _stage(due: date, on: date) -> tuple[str, str] | None:
    """The reminder that is due on a day: its key and its words."""
    if on > due:
        return "late", f"Son günü geçti ({due:%d.%m.%Y})"
    for days in reversed(SOON):
        if on >= due - timedelta(days):
            return str(days), f"Son gün {due:%d.%m.%Y}"
    return None


def _extended(year: int) -> dict[int, date]:
    return dict(ReportExtension.objects.filter(year=year).values_list("center", "due_on"))
