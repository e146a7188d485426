"""In-service activities as a list; filtered by a year and by what was approved, it is that year's plan (smm/3/1 f)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from centers.choices import ACTIVITY_STATES, IN_THE_PLAN, ActivityLevel, Delivery
from centers.models import Activity
from workflow.listing import Column, Listing


class ActivityFilter(forms.Form):
    q = forms.CharField(label="Faaliyet, program veya merkez", required=False)
    yil = forms.IntegerField(label="Yıl", min_value=2024, max_value=2100, required=False)
    planda = forms.BooleanField(label="Planda olanlar (onaylı)", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    duzey = forms.ChoiceField(label="Düzey", choices=[("", "Tümü"), *ActivityLevel.choices], required=False)
    bicim = forms.ChoiceField(label="Biçim", choices=[("", "Tümü"), *Delivery.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *ACTIVITY_STATES], required=False)


PLAIN = {
    "il": "center__school__province",
    "duzey": "level",
    "bicim": "delivery",
    "durum": "status",
    "yil": "starts_on__year",
}


def _activities(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Activity.objects.visible_to(user).select_related("center__school__province", "programme")
    rows = rows.filter(**{path: given[name] for name, path in PLAIN.items() if given.get(name)})
    if given.get("planda"):
        rows = rows.filter(status__in=IN_THE_PLAN)
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(
            Q(name__icontains=said) | Q(programme__name__icontains=said) | Q(center__name__icontains=said)
        )
    return rows


ACTIVITIES = Listing(
    "hizmet-ici-egitim-faaliyetleri",
    "Hizmet içi eğitim faaliyetleri",
    "centers:activities",
    ActivityFilter,
    _activities,
    (
        Column("Faaliyet", "name"),
        Column("Program", "programme__name"),
        Column("Programın sürümü", "programme__version"),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Düzey", "level", dict(ActivityLevel.choices)),
        Column("Biçim", "delivery", dict(Delivery.choices)),
        Column("Yer", "place"),
        Column("İlk gün", "starts_on"),
        Column("Son gün", "ends_on"),
        Column("Ders saati", "hours"),
        Column("Kontenjan", "quota"),
        Column("Durum", "status", dict(ACTIVITY_STATES)),
        Column("Onay tarihi", "decided_on"),
        Column("Onay sayısı", "decision_number"),
        Column("Yanıtlanan anket", "survey_answers"),
        Column("Anket ortalaması", "survey_score"),
    ),
    {"ad": "name", "gun": "starts_on", "merkez": "center__name"},
)
