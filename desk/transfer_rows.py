"""Quotas and rounds of transfers as tasks: their next day, what is to be done with them, and who has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from transfers.choices import RoundStatus
from transfers.models import Quota, TransferRound

from .choices import Side
from .placement_rows import FOLLOWED, described_of_placement, holder_of_placement

OF_TRANSFERS = (Quota, TransferRound, *FOLLOWED)

# The day of the calendar that each state of a round looks to, with its words.
NEXT = {
    RoundStatus.ANNOUNCED: ("applications_from", "Başvuruya açılacak"),
    RoundStatus.OPEN: ("applications_until", "Son başvuru günü"),
    RoundStatus.EVALUATION: ("results_on", "Sonuç ilanı"),
    RoundStatus.RESULTS: ("waiting_until", "Yedek yerleştirmenin sonu"),
}
ANYWHERE = ("applications_from", "Başvuruların ilk günü")


def next_day(taking: TransferRound) -> date:
    """The day that the round's next step waits for."""
    name, _ = NEXT.get(RoundStatus(taking.status), ANYWHERE)
    day: date = getattr(taking, name)
    return day


def described(record: Any) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, its page."""
    if isinstance(record, FOLLOWED):
        return described_of_placement(record)
    if isinstance(record, TransferRound):
        _, words = NEXT.get(RoundStatus(record.status), ANYWHERE)
        return f"{words}: {next_day(record):%d.%m.%Y}", str(record), "", reverse("transfers:round", args=[record.pk])
    label = "Yer değişikliği" if record.asked is not None else f"{record.places} yer"
    return label, str(record), str(record.school.province), reverse("transfers:quota", args=[record.pk])


def holder(record: Any, side: str) -> str:
    """The office whose step is next."""
    if isinstance(record, FOLLOWED):
        return holder_of_placement(record)
    if side == Side.MINISTRY:
        return str(Side.MINISTRY.label)
    if isinstance(record, TransferRound):
        return "Okullar ile il ve ilçe müdürlükleri"
    return f"{record.school.name} veya il"


def side_of_round(taking: TransferRound) -> str:
    """While applications are taken, those have it who enter them."""
    return Side.PROVINCE if taking.status == RoundStatus.OPEN else Side.MINISTRY
