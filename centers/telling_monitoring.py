"""Who hears of monitoring periods, and of improvements whose day is near or over (smm/11/1)."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices import MonitoringStatus
from .models import Improvement, Monitoring
from .telling import of_centre, of_school, people

SOON = 7  # days before an improvement's last day (administrative)


def _url(record: Monitoring) -> str:
    return reverse("centers:monitoring", args=[record.pk])


def tell_of_monitoring(record: Monitoring, *, on: date) -> None:
    """The centre and its school hear that a period began, in which it assesses itself, and that it was closed."""
    closed = record.status == MonitoringStatus.CLOSED
    words = "İzleme dönemi tamamlandı" if closed else "İzleme dönemi başladı; öz değerlendirmenizi yazın"
    whom = people(of_centre(record.center.school) | of_school(record.center.school), on)
    occasion = f"monitoring:{record.pk}:{record.status}"
    kind = NoticeKind.OTHER if closed else NoticeKind.TO_DO
    tell(whom, f"{words}: {record}", _url(record), occasion=occasion, kind=kind)


def warn_of_improvements(*, on: date) -> None:
    """A week before the last day of an improvement, and on the day after it, the centre and its school are reminded, once each."""
    rows = Improvement.objects.open().filter(due_on__lte=on + timedelta(SOON))
    for one in rows.select_related("monitoring__center__school"):
        late, center = one.due_on < on, one.monitoring.center
        words = f"Son günü geçti ({one.due_on:%d.%m.%Y})" if late else f"Son gün {one.due_on:%d.%m.%Y}"
        whom = people(of_centre(center.school) | of_school(center.school), on)
        occasion = f"improvement:{one.pk}:{one.due_on}:{'late' if late else 'soon'}"
        text = f"{words}: iyileştirme, {one.text[:120]} (SMM Yönergesi m. 11/1)"
        tell(whom, text, _url(one.monitoring), occasion=occasion, kind=NoticeKind.TO_DO)
