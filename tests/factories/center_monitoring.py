"""Monitoring periods of centres, brought to any state by the acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.choices import Role
from centers.acts import MONITORING, begin_monitoring
from centers.choices import MonitoringStatus
from centers.models import Center, Monitoring

from . import TODAY, make_user
from .centers import make_center

FINDING = {"text": "Eğitim değerlendirme anketleri saklanmıyor.", "level": "major"}


def make_monitoring(state: str = MonitoringStatus.OPEN, *, center: Center | None = None, **values: Any) -> Monitoring:
    """A period of half a year with one finding, and where it is closed with its improvement."""
    expert = make_user(Role.EXPERT)
    asked = {"title": "Birinci dönem", "first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30), **values}
    made = begin_monitoring(center or make_center(), by=expert, on=TODAY, **asked)
    acts = MONITORING.acts
    made = acts["write_finding"](made, by=expert, on=TODAY, **FINDING)
    if state == MonitoringStatus.OPEN:
        return made
    improve(made, by=expert)
    return acts["close_monitoring"](made, by=expert, on=TODAY, conclusion="Gelişiyor.")


def improve(record: Monitoring, *, by: Any) -> Any:
    """Plans the improvement of the period's only finding."""
    MONITORING.acts["plan_improvement"](
        record, by=by, on=TODAY, finding=record.findings.first(), text="Anketler dosyalanacak", responsible="Ayşe Yılmaz",
        due_on=TODAY + timedelta(days=30),
    )  # fmt: skip
    return record.improvements.get()
