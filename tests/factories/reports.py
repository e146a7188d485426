"""Makes yearly reports of the General Directorate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import now

from accounts.choices import Role
from desk.models import DirectorateReport
from desk.yearly.acts import digest_of
from desk.yearly.counting import count
from desk.yearly.rules.chapters import report_of
from desk.yearly.rules.facts import period_of

from . import TODAY, make_user


def make_directorate_report(
    year: int = TODAY.year, *, on: date = TODAY, by: Any = None, figures: dict[str, Any] | None = None
) -> DirectorateReport:
    """A report that was counted on the day, not printed yet."""
    period = period_of(year, on)
    told = figures or report_of(count(period))
    return DirectorateReport.objects.create(
        year=year, by=by or make_user(Role.EXPERT), ordered_on=on, until=period.last, made_at=now(), figures=told,
        digest=digest_of(told),
    )  # fmt: skip
