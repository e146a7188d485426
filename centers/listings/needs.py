"""The needs that centres found, as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from centers.choices.needs import GROUP_WORDS, NeedKind, NeedSource, NeedStatus, Priority, TargetGroup
from centers.models import Center, Need
from schools.models import Field
from workflow.listing import Column, Listing

from .centers import FieldChoice


class GroupsColumn(Column):
    """Codes of target groups, in words."""

    def read(self, value: Any) -> Any:
        return ", ".join(GROUP_WORDS.get(one, one) for one in value or ())


class NeedFilter(forms.Form):
    q = forms.CharField(label="İhtiyaç veya merkez", required=False)
    # Not offered: a thousand centres to choose from serve nobody, and the name is searched for.
    merkez = forms.ModelChoiceField(
        label="Merkez", queryset=Center.objects.all(), required=False, widget=forms.HiddenInput
    )
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *NeedKind.choices], required=False)
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    hedef = forms.ChoiceField(label="Hedef kitle", choices=[("", "Tümü"), *TargetGroup.choices], required=False)
    oncelik = forms.ChoiceField(label="Öncelik", choices=[("", "Tümü"), *Priority.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *NeedStatus.choices], required=False)


PLAIN = {"merkez": "center", "il": "center__school__province", "tur": "kind", "alan": "field", "oncelik": "priority",
         "durum": "status"}  # fmt: skip


def _needs(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Need.objects.visible_to(user).select_related("center__school__province", "field")
    rows = rows.filter(**{path: given[name] for name, path in PLAIN.items() if given.get(name)})
    if given.get("hedef"):
        rows = rows.filter(target_groups__contains=[given["hedef"]])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(title__icontains=said) | Q(center__name__icontains=said))
    return rows


NEEDS = Listing(
    "merkez-ihtiyaclari",
    "Merkezlerin tespit ettiği ihtiyaçlar",
    "centers:needs",
    NeedFilter,
    _needs,
    (
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Tür", "kind", dict(NeedKind.choices)),
        Column("İhtiyaç", "title"),
        Column("Açıklama", "text"),
        Column("Alan", "field__name"),
        GroupsColumn("Hedef kitle", "target_groups"),
        Column("Nasıl tespit edildi", "source", dict(NeedSource.choices)),
        Column("Tespit günü", "found_on"),
        Column("Dayanak", "evidence"),
        Column("Öncelik", "priority", dict(Priority.choices)),
        Column("Durum", "status", dict(NeedStatus.choices)),
        Column("Karşılayan program", "programme__name"),
        Column("Karşılayan çalışma", "work"),
        Column("Vazgeçme nedeni", "end_reason"),
    ),
    {"gun": "found_on", "oncelik": "priority", "merkez": "center__name"},
)
