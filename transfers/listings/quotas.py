"""Quotas as a list: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from schools.models import Field
from schools.querysets import of_named
from transfers.choices import QuotaStatus
from transfers.models import Quota, TransferRound
from workflow.listing import Column, Listing


class QuotaFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.exclude(announced_on=None), required=False, empty_label="Tümü"
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *QuotaStatus.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = forms.ModelChoiceField(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")


def _quotas(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Quota.objects.visible_to(user).select_related("round", "school__province", "field", "branch")
    for name, path in (("donem", "round"), ("durum", "status"), ("il", "school__province"), ("alan", "field")):
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    return of_named(rows, given["q"]) if given.get("q") else rows


QUOTAS = Listing(
    "nakil-kontenjanlari",
    "Nakil kontenjanları",
    "transfers:quotas",
    QuotaFilter,
    _quotas,
    (
        Column("Öğretim yılı", "round__year"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Alan kodu", "field__code"),
        Column("Alan", "field__name"),
        Column("Dal", "branch__name"),
        Column("Gündüzlü", "day_places"),
        Column("Yatılı kız", "girls_places"),
        Column("Yatılı erkek", "boys_places"),
        Column("Ayrılan gündüzlü", "reserved_day"),
        Column("Ayrılan yatılı kız", "reserved_girls"),
        Column("Ayrılan yatılı erkek", "reserved_boys"),
        Column("Kimler için", "reserved_for"),
        Column("Durum", "status", dict(QuotaStatus.choices)),
    ),
    {"okul": "school__name", "alan": "field__name", "il": "school__province__name", "yil": "round__year"},
)
