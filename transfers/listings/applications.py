"""Applications as a list; a student is known by the masked number, in the files as on the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from schools.models import Field
from schools.querysets import of_named
from transfers.choices import ApplicationStatus
from transfers.models import Application, TransferRound
from workflow.listing import Column, Listing


class ApplicationFilter(forms.Form):
    q = forms.CharField(label="Öğrencinin okulu veya kurum kodu", required=False)
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.exclude(announced_on=None), required=False, empty_label="Tümü"
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *ApplicationStatus.choices], required=False)
    il = forms.ModelChoiceField(
        label="Okulunun ili", queryset=Province.objects.all(), required=False, empty_label="Tümü"
    )
    alan = forms.ModelChoiceField(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    yer_ili = forms.ModelChoiceField(
        label="Yerleştiği il", queryset=Province.objects.all(), required=False, empty_label="Tümü"
    )


FILTERED = {
    "donem": "round",
    "durum": "status",
    "il": "school__province",
    "alan": "field",
    "yer_ili": "seat__quota__school__province",
}


def _applications(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Application.objects.visible_to(user).select_related("round", "school__province", "field")
    for name, path in FILTERED.items():
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    return of_named(rows, given["q"]) if given.get("q") else rows


APPLICATIONS = Listing(
    "nakil-basvurulari",
    "Nakil başvuruları",
    "transfers:applications",
    ApplicationFilter,
    _applications,
    (
        Column("Başvuru no", "pk"),
        Column("Öğretim yılı", "round__year"),
        Column("Kurum kodu", "school__code"),
        Column("Öğrencinin okulu", "school__name"),
        Column("İl", "school__province__name"),
        Column("Alan", "field__name"),
        Column("Puan", "score"),
        Column("Durum", "status", dict(ApplicationStatus.choices)),
    ),
    {"okul": "school__name", "alan": "field__name", "puan": "score"},
)
