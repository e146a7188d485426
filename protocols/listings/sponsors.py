"""Assignments of sponsor schools as a list: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from protocols.choices.sponsors import SponsorStatus
from protocols.models import SponsorAssignment
from schools.models import School
from workflow.listing import Column, Listing


class SponsorFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *SponsorStatus.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _sponsors(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = SponsorAssignment.objects.visible_to(user).select_related("school__province", "sponsor__province")
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("il"):
        rows = rows.filter(Q(school__province=given["il"]) | Q(sponsor__province=given["il"]))
    if given.get("q"):
        named = School.objects.named(given["q"]).values("pk")
        rows = rows.filter(Q(school__in=named) | Q(sponsor__in=named))
    return rows


SPONSORS = Listing(
    "hami-okullar",
    "Hami okullar",
    "protocols:sponsors",
    SponsorFilter,
    _sponsors,
    (
        Column("Mekân türü", "name"),
        Column("Kurum kodu", "school__code"),
        Column("İhtiyacı olan okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Hami okulun kodu", "sponsor__code"),
        Column("Hami okul", "sponsor__name"),
        Column("Hami okulun ili", "sponsor__province__name"),
        Column("İlk günü", "starts_on"),
        Column("Son günü", "ends_on"),
        Column("Haftalık saat", "weekly_hours"),
        Column("Durum", "status", dict(SponsorStatus.choices)),
        Column("Sona erme nedeni", "end_reason"),
    ),
    {"gun": "starts_on", "okul": "school__name", "hami": "sponsor__name", "mekan": "name"},
)
