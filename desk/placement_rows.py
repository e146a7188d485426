"""Sittings, commissions, placements, objections and registrations as tasks: what is to be done, since when, and who has them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from transfers.choices import SittingStatus
from transfers.models import Application, Commission, Objection, PlacementRun, Sitting

from .choices import Side

Followed = Application | Commission | Objection | PlacementRun | Sitting
FOLLOWED = (Application, Commission, Objection, PlacementRun, Sitting)
DECIDER = "Daire başkanı veya genel müdür"


def described_of_placement(record: Followed) -> tuple[str, str, str, str]:
    """What is to be done with, the record's name, its province, its page."""
    match record:
        case Sitting():
            page, place = reverse("transfers:sitting", args=[record.pk]), record.commission.province
            return f"{_step(record)}: {record.meets_on:%d.%m.%Y}", str(record), str(place or ""), page
        case Commission():
            page = reverse("transfers:commission", args=[record.pk])
            return "Üyeleri yazılacak", str(record), str(record.province or ""), page
        case PlacementRun():
            label = "İlan edilecek" if _is_adopted(record) else "Merkez komisyonunun kabulü beklenir"
            return label, f"{record} ({record.get_purpose_display()})", "", reverse("transfers:run", args=[record.pk])
        case Objection():
            school = record.application.school
            name = f"{record.application_id:09d} no.lu başvuru – {school.name}"
            page = reverse("transfers:objection", args=[record.pk])
            return f"İtiraz: {record.submitted_on:%d.%m.%Y}", name, str(school.province), page
        case _:
            seat = record.seat.quota.school.name if record.seat else ""
            label = f"Kaydın son günü: {record.register_until:%d.%m.%Y}" if record.register_until else "Kayıt"
            name = f"{record.pk:09d} no.lu başvuru – {record.school.name} → {seat}"
            return label, name, str(record.school.province), reverse("transfers:application", args=[record.pk])


def _step(sitting: Sitting) -> str:
    return "Katılanlar yazılacak" if sitting.status == SittingStatus.PLANNED else "Tutanağı yazılacak"


def _is_adopted(run: PlacementRun) -> bool:
    return bool(getattr(run, "is_adopted", False))


def holder_of_placement(record: Followed) -> str:
    """The office whose step is next."""
    match record:
        case Sitting():
            return _office(record.commission)
        case Commission():
            return _office(record)
        case PlacementRun():
            return DECIDER if _is_adopted(record) else "Merkez komisyonu"
        case Objection():
            return f"{record.application.school.province} öğrenci yerleştirme ve nakil komisyonu"
        case _:
            seat = record.seat.quota.school.name if record.seat else ""
            return f"{record.school.name} veya {seat}"


def _office(commission: Commission) -> str:
    place = commission.province
    return f"{place} İl Millî Eğitim Müdürlüğü" if place else str(Side.MINISTRY.label)


def awaited_from(record: Sitting | Commission) -> date | None:
    """The day from which something is to be done: of the sitting itself or of its being held; of its round's evaluation."""
    if isinstance(record, Sitting):
        return record.meets_on if record.status == SittingStatus.PLANNED else record.state_since
    return max(filter(None, [record.appointed_on, record.round.state_since]), default=None)


def side_of_commission(record: Sitting | Commission) -> str:
    commission = record.commission if isinstance(record, Sitting) else record
    return Side.PROVINCE if commission.province_id else Side.MINISTRY
