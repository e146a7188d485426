"""The piles of practice places in enterprises and of trainers, for the school's side."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from protocols.choices.places import ApprovalStatus, PlaceStatus
from protocols.choices.trainers import TrainerStatus
from protocols.models import PracticePlace, SafetyApproval, Trainer

from .pile_kinds import WAITING, PileKind, school_side, stock


def proposed_places(user: User, _on: date) -> QuerySet[PracticePlace]:
    """Proposed, and not yet put in use."""
    rows = PracticePlace.objects.visible_to(user).filter(status=PlaceStatus.PROPOSED)
    return rows.select_related("school__province", "approval")


def unsafe_places(user: User, on: date) -> QuerySet[PracticePlace]:
    """Out of use, or with an approval that ends within ninety days."""
    rows = PracticePlace.objects.visible_to(user).needing_care(on)
    return rows.select_related("school__province", "approval")


def approvals(user: User, _on: date) -> QuerySet[SafetyApproval]:
    """Handed in by enterprises."""
    return SafetyApproval.objects.visible_to(user).waiting().select_related("place__school__province")


def trainers(user: User, _on: date) -> QuerySet[Trainer]:
    """Brought, and not yet engaged."""
    rows = Trainer.objects.visible_to(user).filter(status=TrainerStatus.PROPOSED)
    return rows.select_related("school__province")


PLACE_PILES: tuple[PileKind, ...] = (
    PileKind(
        "guvenlik-onayi",
        WAITING,
        "Kabul bekleyen güvenlik onayları",
        "Paydaş kuruluşların uygulama yerleri için sunduğu onaylar: kabul edin ya da nedeniyle geri çevirin (m. 8/7).",
        school_side,
        approvals,
        taken_from=stock(SafetyApproval, ApprovalStatus.SUBMITTED),
    ),
    PileKind(
        "uygulama-yeri-oneri",
        WAITING,
        "Kullanıma alınmayı bekleyen uygulama yerleri",
        "Önerilen yerler: güvenlik onayını ve sorumlu öğretmeni tamamlayıp kullanıma alın (m. 8/7).",
        school_side,
        proposed_places,
        taken_from=stock(PracticePlace, PlaceStatus.PROPOSED),
    ),
    PileKind(
        "uygulama-yeri-onay",
        WAITING,
        "Onayı biten veya bitecek uygulama yerleri",
        "Kullanım dışı kalan veya güvenlik onayı 90 gün içinde dolacak yerler: onayı yenileyin (m. 8/7).",
        school_side,
        unsafe_places,
        taken_from=stock(PracticePlace),
    ),
    PileKind(
        "egitici",
        WAITING,
        "Görevlendirilmeyi bekleyen eğiticiler",
        "Bildirilen eğiticiler: yeterlik belgesini inceleyip görevlendirin ya da bildirimden vazgeçin (m. 8/8).",
        school_side,
        trainers,
        taken_from=stock(Trainer, TrainerStatus.PROPOSED),
    ),
)
