"""What waits about practice places in enterprises and about trainers: the rows of their piles, for the school's side."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from protocols.choices.places import PlaceStatus
from protocols.choices.trainers import TrainerStatus
from protocols.models import PracticePlace, SafetyApproval, Trainer


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
