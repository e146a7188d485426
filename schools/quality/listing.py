"""The list of what is to be mended in the register: its filters, its rows, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from schools.choices import FaultKind, ItemOwner
from schools.models import QualityItem
from schools.querysets import of_named
from schools.rules.quality import TITLES
from workflow.listing import Column, Listing

from .reading import months_so_far

ALL = ("", "Tümü")
NEW, MENDED, EVER = "yeni", "duzelen", "hepsi"
STATES = [
    ("", "Düzeltilecek"),
    (NEW, "Geçen aydan beri yeni"),
    (MENDED, "Geçen aydan beri düzelen"),
    (EVER, "Düzelenlerle birlikte hepsi"),
]


class ItemFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(label="Durum", choices=STATES, required=False)
    tur = forms.ChoiceField(label="Tür", choices=[ALL, *FaultKind.choices], required=False)
    denetim = forms.ChoiceField(label="Ne düzeltilecek", choices=[ALL, *TITLES.items()], required=False)
    sorumlu = forms.ChoiceField(label="Sorumlu", choices=[ALL, *ItemOwner.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def in_place(rows: Any, given: Mapping[str, Any]) -> Any:
    """The rows of the state, check, owner and province that the filters ask for; not of the kind, by which tiles count."""
    state = given.get("durum") or ""
    if state in {NEW, MENDED}:
        months = months_so_far()
        since = {"first_seen__gte" if state == NEW else "gone_on__gte": months[0]} if months else {"pk__in": []}
        rows = rows.filter(**since)
    if state in {"", NEW}:
        rows = rows.open()
    asked = {"check_id": "denetim", "owner": "sorumlu", "school__province": "il"}
    rows = rows.filter(**{path: given[name] for path, name in asked.items() if given.get(name)})
    return of_named(rows, given["q"]) if given.get("q") else rows


def _items(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = QualityItem.objects.visible_to(user).select_related("school__province", "school__district")
    if given.get("tur"):
        rows = rows.filter(kind=given["tur"])
    return in_place(rows, given)


ITEMS = Listing(
    "veri-kalitesi",
    "Düzeltilecek bilgiler",
    "schools:quality",
    ItemFilter,
    _items,
    (
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("İlçe", "school__district__name"),
        Column("Tür", "kind", dict(FaultKind.choices)),
        Column("Ne düzeltilecek", "check_id", TITLES),
        Column("Açıklama", "sentence"),
        Column("Sorumlu", "owner", dict(ItemOwner.choices)),
        Column("Puan", "points"),
        Column("İlk görüldüğü gün", "first_seen"),
        Column("Düzeldiği gün", "gone_on"),
    ),
    {"okul": "school__name", "il": "school__province__name", "gun": "first_seen", "puan": "points"},
)
