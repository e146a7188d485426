"""Objections as a list; a student is known by the number of the application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from transfers.choices import ObjectionStatus
from transfers.models import Objection, TransferRound
from workflow.listing import Column, Listing


class ObjectionFilter(forms.Form):
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.exclude(announced_on=None), required=False, empty_label="Tümü"
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *ObjectionStatus.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _objections(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Objection.objects.visible_to(user).select_related("application__round", "application__school__province")
    for name, path in (("donem", "application__round"), ("durum", "status"), ("il", "application__school__province")):
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    return rows


OBJECTIONS = Listing(
    "nakil-itirazlari",
    "Nakil itirazları",
    "transfers:objections",
    ObjectionFilter,
    _objections,
    (
        Column("Öğretim yılı", "application__round__year"),
        Column("Başvuru no", "application_id"),
        Column("Öğrencinin okulu", "application__school__name"),
        Column("İl", "application__school__province__name"),
        Column("Girildiği gün", "submitted_on"),
        Column("Karar günü", "sitting__meets_on"),
        Column("Kararın gerekçesi", "reason"),
        Column("Durum", "status", dict(ObjectionStatus.choices)),
    ),
    {"gun": "submitted_on", "okul": "application__school__name"},
)
