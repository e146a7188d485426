"""Practice places as a list: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from accounts.models import Province, User
from protocols.choices.places import OPEN_PLACES, PlaceStatus
from protocols.models import PracticePlace
from protocols.querysets.places import EXPIRING_DAYS
from schools.models import Field, School
from workflow.listing import Column, Listing

STANDING: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "kullanilabilir": ("Bugün kullanılabilir", lambda rows, on: rows.usable(on)),
    "dolacak": (f"Güvenlik onayı {EXPIRING_DAYS} gün içinde dolacak", lambda rows, on: rows.expiring(on)),
    "disi": ("Kullanım dışı", lambda rows, on: rows.unusable(on)),
    "onerilen": ("Önerilen", lambda rows, _on: rows.filter(status=PlaceStatus.PROPOSED)),
    "biten": ("Kapatılan veya vazgeçilen", lambda rows, _on: rows.exclude(status__in=OPEN_PLACES)),
}


class PlaceFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), *((key, label) for key, (label, _) in STANDING.items())], required=False
    )
    alan = forms.ModelChoiceField(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    protokol = forms.IntegerField(label="Protokol no", required=False, min_value=1, max_value=2**31 - 1)


def of_protocol(rows: Any, key: int) -> Any:
    """Of the schools and the parties that a protocol names."""
    named = {"protocols": key}
    schools = School.objects.filter(**named).values("pk")
    parties = rows.model._meta.get_field("stakeholder").related_model.objects.filter(**named).values("pk")
    return rows.filter(school__in=schools, stakeholder__in=parties)


def narrowed(rows: Any, given: Mapping[str, Any], field: str) -> Any:
    """The filters that places and trainers share; ``field``: the path to a field."""
    if given.get("alan"):
        rows = rows.filter(**{field: given["alan"]})
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("protokol"):
        rows = of_protocol(rows, given["protokol"])
    return rows.filter(school__in=School.objects.named(given["q"]).values("pk")) if given.get("q") else rows


def _places(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = PracticePlace.objects.visible_to(user).select_related("school__province", "stakeholder", "approval")
    if given.get("durum"):
        rows = STANDING[given["durum"]][1](rows, on)
    through = PracticePlace.fields.through.objects.filter(practiceplace=OuterRef("pk")).order_by("field__name")
    rows = narrowed(rows, given, "fields").with_usable(on)
    return rows.annotate(field_names=ArraySubquery(through.values("field__name")))


PLACES = Listing(
    "uygulama-yerleri",
    "Uygulama yerleri",
    "protocols:places",
    PlaceFilter,
    _places,
    (
        Column("Uygulama yeri", "name"),
        Column("Adresi", "address"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Paydaş kuruluş", "stakeholder__name"),
        Column("Alanlar", "field_names"),
        Column("Kapasite", "capacity"),
        Column("Sorumlu öğretmen", "teacher_name"),
        Column("Unvanı", "teacher_title"),
        Column("Usta öğretici gerekli", "master_needed"),
        Column("Usta öğretici", "master_trainer__name"),
        Column("Onayı veren", "approval__given_by"),
        Column("Onay günü", "approval__given_on"),
        Column("Onayın son günü", "approval__valid_until"),
        Column("Bugün kullanılabilir", "is_usable"),
        Column("Durum", "status", dict(PlaceStatus.choices)),
        Column("Kullanım dışı kalma nedeni", "out_reason"),
    ),
    {"ad": "name", "okul": "school__name", "onay": "approval__valid_until", "kapasite": "capacity"},
)
