"""The lists of the country: how each school stands to each designation, and what changed at the last checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from designations.choices import CRITERIA, ChangeCause, DesignationType, StandingKind, Verdict
from designations.models import CountryCheck, Standing, StandingChange
from legislation.provisions import citation_of
from schools.querysets import of_named
from workflow.listing import Column, Listing

ALL = ("", "Tümü")
TYPES = [ALL, *DesignationType.choices]
KINDS = [ALL, *StandingKind.choices]


def criteria_in_words(provisions: Iterable[str]) -> str:
    """``["okul/4/2/a"]`` as "Pansiyon (Yönerge m. 4/2-a)"."""
    return "; ".join(f"{CRITERIA.get(id, 'Eklenen ölçüt')} ({citation_of(id)})" for id in provisions)


@dataclass(frozen=True, slots=True)
class Criteria(Column):
    """Provisions in words."""

    def read(self, value: Any) -> Any:
        return criteria_in_words(value or ())


@dataclass(frozen=True, slots=True)
class Wanting(Column):
    """Of findings, the sentences that say what is missing, of which unknown ones say so themselves."""

    def read(self, value: Any) -> Any:
        return " ".join(finding["reason"] for finding in value or () if finding["outcome"] != "met")


@dataclass(frozen=True, slots=True)
class Causes(Column):
    """The causes of a change in words."""

    def read(self, value: Any) -> Any:
        return ", ".join(str(ChangeCause(cause).label) for cause in value or ())


@dataclass(frozen=True, slots=True)
class Turned(Column):
    """The findings that turned, each with the sentence of today."""

    def read(self, value: Any) -> Any:
        return " ".join(f"{criteria_in_words([turn['provision']])}: {turn['reason']}" for turn in value or ())


class StandingFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    liste = forms.ChoiceField(label="Liste", choices=KINDS, required=False)
    ozellik = forms.ChoiceField(label="Özellik", choices=TYPES, required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    olcut = forms.ChoiceField(label="Eksik ölçüt", choices=[ALL, *CRITERIA.items()], required=False)


def in_place(rows: Any, given: Mapping[str, Any]) -> Any:
    """The rows of the type, province and criterion that the filters ask for."""
    if given.get("ozellik"):
        rows = rows.filter(type=given["ozellik"])
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("olcut"):
        wanted = [given["olcut"]]
        rows = rows.filter(lacking__contains=wanted) | rows.filter(unclear__contains=wanted)
    return rows


def _standings(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = in_place(Standing.objects.visible_to(user), given)
    rows = rows.of_kind(given["liste"], on) if given.get("liste") else rows.with_kind(on)
    rows = rows.select_related("school__province", "school__district").defer("findings")
    if given.get("q"):
        rows = of_named(rows, given["q"])
    return rows.order_by("school__province__name", "school__name", "pk")


STANDINGS = Listing(
    "ulke-durumlari",
    "Okulların belirleme durumu",
    "designations:standings",
    StandingFilter,
    _standings,
    (
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("İlçe", "school__district__name"),
        Column("Özellik", "type", dict(DesignationType.choices)),
        Column("Liste", "kind", dict(StandingKind.choices)),
        Column("Sonuç", "verdict", dict(Verdict.choices)),
        Criteria("Sağlanmayan ölçütler", "lacking"),
        Criteria("Bilgisi eksik ölçütler", "unclear"),
        Wanting("Ne eksik", "findings"),
        Column("Hangi gün için", "as_of"),
    ),
    {"okul": "school__name", "il": "school__province__name", "eksik": "unmet"},
)


class ChangeFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    yeni = forms.ChoiceField(label="Yeni durum", choices=KINDS, required=False)
    ozellik = forms.ChoiceField(label="Özellik", choices=TYPES, required=False)
    neden = forms.ChoiceField(label="Neden", choices=[ALL, *ChangeCause.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    tarama = forms.ModelChoiceField(
        label="Tarama", queryset=CountryCheck.objects.all(), required=False, widget=forms.HiddenInput
    )


def _changes(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = StandingChange.objects.visible_to(user).select_related("school__province")
    asked = {"type": "ozellik", "after": "yeni", "school__province": "il", "found_by": "tarama"}
    rows = rows.filter(**{path: given[name] for path, name in asked.items() if given.get(name)})
    if given.get("neden"):
        rows = rows.filter(causes__contains=[given["neden"]])
    return of_named(rows, given["q"]) if given.get("q") else rows


CHANGES = Listing(
    "ulke-degisiklikleri",
    "Değişen belirleme durumları",
    "designations:standing_changes",
    ChangeFilter,
    _changes,
    (
        Column("Gün", "on"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Özellik", "type", dict(DesignationType.choices)),
        Column("Önceki durum", "before", dict(StandingKind.choices)),
        Column("Yeni durum", "after", dict(StandingKind.choices)),
        Causes("Neden", "causes"),
        Turned("Değişen bulgular", "turns"),
    ),
    {"gun": "on", "okul": "school__name"},
)
