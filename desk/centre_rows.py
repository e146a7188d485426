"""Centres and what they send as tasks: what is to be done with them, their names, and who has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from centers.choices import LEVEL_OF, ChainLevel
from centers.choices.selection import UNDECIDED_CALLS, CallStatus
from centers.choices.staff import StaffStatus
from centers.models import Center, SelectionCall, StaffAssignment
from centers.subjects import OF_MODEL

OF_CENTRES = (Center, SelectionCall, StaffAssignment, *OF_MODEL)


def described(record: Any) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, its page."""
    if isinstance(record, Center):
        address = reverse("centers:center", args=[record.pk])
        if owes(record):
            label = f"{record.report_year} raporu, son gün: {record.due_on:%d.%m.%Y}"
            return label, record.name, str(record.school.province), f"{address}#raporlar"
        return record.get_status_display(), record.name, str(record.school.province), address
    place = str(record.center.school.province)
    if isinstance(record, StaffAssignment | SelectionCall):
        return _of_people(record, place)
    subject = OF_MODEL[type(record)]
    return subject.words(record), str(record), place, subject.url(record)


def owes(record: Any) -> bool:
    """Whether it is a centre in the pile of those whose report is late."""
    return isinstance(record, Center) and hasattr(record, "report_year")


def _of_people(record: StaffAssignment | SelectionCall, place: str) -> tuple[str, str, str, str]:
    label = record.get_status_display()
    if isinstance(record, SelectionCall):
        return label, f"{record.title} – {record.center}", place, reverse("centers:call", args=[record.pk])
    if record.status == StaffStatus.ASSIGNED:
        label = f"Son günü: {record.ends_on:%d.%m.%Y}"
    return label, f"{record.name} – {record.center}", place, reverse("centers:assignment", args=[record.pk])


def holder(record: Any) -> str:
    """The office whose step is next."""
    if owes(record):
        return "Merkez"
    if isinstance(record, Center) or record.status == StaffStatus.PROPOSED:
        return "Daire başkanı veya genel müdür"
    if isinstance(record, SelectionCall):
        return _holder_of_call(record)
    if isinstance(record, StaffAssignment):
        return "Genel Müdürlük"
    level = LEVEL_OF.get(record.status)
    return str(ChainLevel(level).label) if level else "Merkez"


def _holder_of_call(call: SelectionCall) -> str:
    if call.status == CallStatus.DRAFT:
        return "Daire başkanı veya genel müdür"
    if call.status in UNDECIDED_CALLS:
        return f"{call.center.school.province} İl Millî Eğitim Müdürlüğü"
    return "Genel Müdürlük"


def is_to_come(record: Any, on: date) -> bool:
    """A term that ends soon lies on the desk before anybody is late."""
    return isinstance(record, StaffAssignment) and record.status == StaffStatus.ASSIGNED and record.until > on
