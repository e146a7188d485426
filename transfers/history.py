"""What is kept of transfers: the criteria with their components, the rounds with their commissions and quotas."""

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept, Part

from .choices import RUNNING, CommissionStatus, QuotaStatus, RoundStatus, SittingStatus
from .models import (
    Commission,
    CommissionMember,
    CommissionRules,
    CriteriaComponent,
    Quota,
    Sitting,
    SittingAttendance,
    SittingDecision,
    TransferCriteria,
    TransferRound,
)


def _applications(record: Any, on: date) -> str:
    """What the calendar said of a day."""
    if record.announced_on is None or record.announced_on > on:
        return f"Bu dönem {on:%d.%m.%Y} günü ilan edilmiş değildi."
    taken = record.applications_from <= on <= record.applications_until
    return f"Takvime göre {on:%d.%m.%Y} günü başvuru {'alınıyordu' if taken else 'alınmıyordu'}."


CRITERIA = Kept(TransferCriteria, slug="nakil-olcutleri", parts=(Part(CriteriaComponent, "version"),))
ROUND = Kept(
    TransferRound,
    slug="nakil-donemi",
    page="transfers:round",
    parts=(Part(CommissionRules, "round"),),
    standing=_applications,
    at_work=Q(status__in=[RoundStatus.DRAFT, *RUNNING]),
)
QUOTA = Kept(
    Quota,
    slug="nakil-kontenjani",
    page="transfers:quota",
    at_work=Q(status__in=[QuotaStatus.PROPOSED, QuotaStatus.RETURNED]),
    named_by="school",
)
COMMISSION = Kept(
    Commission,
    slug="nakil-komisyonu",
    page="transfers:commission",
    parts=(Part(CommissionMember, "commission"),),
    at_work=Q(status=CommissionStatus.APPOINTED),
    named_by="province",
)
SITTING = Kept(
    Sitting,
    slug="nakil-komisyonu-oturumu",
    page="transfers:sitting",
    parts=(Part(SittingAttendance, "sitting"), Part(SittingDecision, "sitting")),
    at_work=Q(status__in=[SittingStatus.PLANNED, SittingStatus.HELD]),
    named_by="commission",
)
KEPT = (CRITERIA, ROUND, QUOTA, COMMISSION, SITTING)
