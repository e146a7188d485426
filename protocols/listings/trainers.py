"""Trainers from enterprises as a list; nobody's number goes into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from protocols.choices.trainers import TrainerStatus
from protocols.models import Trainer
from workflow.listing import Column, Listing

from .places import PlaceFilter, narrowed

ENDING_DAYS = 90  # idari usul: as the first warning
STANDING: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "gorevde": ("Bugün görevde", lambda rows, on: rows.supporting(on)),
    "dolacak": (f"Görevi {ENDING_DAYS} gün içinde bitecek", lambda rows, on: rows.ending(on, ENDING_DAYS)),
    "bildirilen": ("Görevlendirilmeyi bekleyen", lambda rows, _on: rows.filter(status=TrainerStatus.PROPOSED)),
    "biten": (
        "Sona eren veya vazgeçilen",
        lambda rows, _on: rows.filter(status__in=[TrainerStatus.ENDED, TrainerStatus.DROPPED]),
    ),
}


class TrainerFilter(PlaceFilter):
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), *((key, label) for key, (label, _) in STANDING.items())], required=False
    )


def _trainers(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Trainer.objects.visible_to(user).select_related("school__province", "stakeholder", "qualification", "field")
    if given.get("durum"):
        rows = STANDING[given["durum"]][1](rows, on)
    return narrowed(rows, given, "field").with_supporting(on)


TRAINERS = Listing(
    "egiticiler",
    "Eğiticiler",
    "protocols:trainers",
    TrainerFilter,
    _trainers,
    (
        Column("Adı soyadı", "name"),
        Column("Çalıştığı kuruluş", "stakeholder__name"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Yeterliği", "qualification__name"),
        Column("Belge no", "document_number"),
        Column("Alan", "field__name"),
        Column("Ders", "course"),
        Column("İlk günü", "starts_on"),
        Column("Son günü", "ends_on"),
        Column("Bugün görevde", "is_supporting"),
        Column("Durum", "status", dict(TrainerStatus.choices)),
        Column("Sona erme nedeni", "end_reason"),
    ),
    {"ad": "name", "okul": "school__name", "ders": "course", "gun": "ends_on"},
)
