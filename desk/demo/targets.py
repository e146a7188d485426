"""The demonstration's target durations and day off: examples, so that the desk's clocks have something to be measured by."""

from __future__ import annotations

from datetime import date

from desk.choices import Side, Subject
from desk.models import TargetDuration
from workflow.models import DayOff

SOURCE = "ÖRNEK (gösterim); resmî bir karar değildir"
TARGETS = {
    (Subject.DOSSIER, Side.MINISTRY): 30,
    (Subject.DOSSIER, Side.PROVINCE): 15,
    (Subject.REVOCATION, Side.PROVINCE): 20,
    (Subject.ACTIVITY, Side.MINISTRY): 10,
    (Subject.PAPER, Side.MINISTRY): 5,
}


def make_targets(since: date) -> None:
    """Write them once."""
    for (subject, side), days in TARGETS.items():
        given = {"days": days, "source": SOURCE}
        TargetDuration.objects.get_or_create(subject=subject, side=side, valid_from=since, defaults=given)
    DayOff.objects.get_or_create(day=date(2026, 10, 30), defaults={"name": "ÖRNEK idari izin", "source": SOURCE})
