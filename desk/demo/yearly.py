"""The yearly report of the demonstration: the year before, counted as the command does."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from desk.models import DirectorateReport
from desk.yearly.acts import make_now
from desk.yearly.papers import issue_report


def make_reports(by: User, today: date) -> DirectorateReport:
    report, _ = make_now(year=today.year - 1, by=by, on=today, tell=lambda *_: None)
    issue_report(report)
    return report
