"""What is kept of transfers: the criteria with their components, the rounds and their quotas."""

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept, Part

from .choices import RUNNING, QuotaStatus, RoundStatus
from .models import CriteriaComponent, Quota, TransferCriteria, TransferRound


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
KEPT = (CRITERIA, ROUND, QUOTA)
