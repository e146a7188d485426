"""Scenarios as a list, and the schools that a scenario would move: filters, rows, order, and the columns of their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from designations.choices import DesignationType, ScenarioEffect, Verdict
from designations.models import Scenario, ScenarioChange
from schools.querysets import of_named
from workflow.listing import Column, Listing

from .standings import ALL, TYPES, Criteria

MADE = {True: "Taslağın etkisi", False: "Senaryo"}


class ScenarioFilter(forms.Form):
    q = forms.CharField(label="Senaryonun adı", required=False)
    tur = forms.ChoiceField(
        label="Tür", choices=[ALL, ("senaryo", "Senaryo"), ("etki", "Taslağın etkisi")], required=False
    )


def _scenarios(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = Scenario.objects.visible_to(user).select_related("by", "job").defer("result")
    if given.get("tur"):
        rows = rows.filter(is_effect=given["tur"] == "etki")
    return rows.filter(name__icontains=given["q"]) if given.get("q") else rows


class NationalListing(Listing):
    """A list that is there for who sees the whole country."""

    def is_open_to(self, user: User) -> bool:
        return user.is_authenticated and user.scope.everywhere


SCENARIOS = NationalListing(
    "senaryolar",
    "Senaryolar",
    "designations:scenarios",
    ScenarioFilter,
    _scenarios,
    (
        Column("Ad", "name"),
        Column("Tür", "is_effect", MADE),
        Column("Açıklama", "note"),
        Column("Hazırlayan", "by__username"),
        Column("Kaydedildiği gün", "saved_on"),
        Column("Hangi gün için", "as_of"),
        Column("Kazanan", "gains"),
        Column("Yitiren", "losses"),
    ),
    {"ad": "name", "gun": "saved_on", "kazanan": "gains", "yitiren": "losses"},
)


class MovedFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    senaryo = forms.ModelChoiceField(
        label="Senaryo", queryset=Scenario.objects.defer("result"), required=False, empty_label="Tümü"
    )
    etki = forms.ChoiceField(label="Etki", choices=[ALL, *ScenarioEffect.choices], required=False)
    ozellik = forms.ChoiceField(label="Özellik", choices=TYPES, required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _moved(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = ScenarioChange.objects.visible_to(user).select_related("school__province", "scenario")
    asked = {"scenario": "senaryo", "effect": "etki", "type": "ozellik", "school__province": "il"}
    rows = rows.filter(**{path: given[name] for path, name in asked.items() if given.get(name)})
    rows = of_named(rows, given["q"]) if given.get("q") else rows
    return rows.order_by("school__province__name", "school__name", "pk")


MOVED = NationalListing(
    "senaryo-okullari",
    "Senaryonun değiştirdiği okullar",
    "designations:moved",
    MovedFilter,
    _moved,
    (
        Column("Senaryo", "scenario__name"),
        Column("Hangi gün için", "scenario__as_of"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Özellik", "type", dict(DesignationType.choices)),
        Column("Etki", "effect", dict(ScenarioEffect.choices)),
        Column("Bugün", "before", dict(Verdict.choices)),
        Column("Senaryoda", "after", dict(Verdict.choices)),
        Column("Bugün belirlenmiş", "is_held"),
        Criteria("Senaryoda sağlanmayan ölçütler", "lacking"),
        Criteria("Senaryoda bilgisi eksik ölçütler", "unclear"),
        Column("Öğrenci", "students"),
        Column("Boş derslik yeri", "spare"),
        Column("Kız pansiyon ihtiyacı", "girls"),
        Column("Erkek pansiyon ihtiyacı", "boys"),
    ),
    {"okul": "school__name", "il": "school__province__name"},
)
