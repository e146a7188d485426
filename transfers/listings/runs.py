"""Placements, and the cut-offs of one, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import DecimalField, ExpressionWrapper, F, Value
from django.db.models.functions import Cast

from accounts.models import Province, User
from schools.models import Field
from schools.querysets import of_named
from transfers.choices import PlaceKind, RunPurpose, RunStatus
from transfers.models import PlacementRun, RunProgramme, TransferRound
from workflow.listing import Column, Listing


class RunFilter(forms.Form):
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.exclude(announced_on=None), required=False, empty_label="Tümü"
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *RunStatus.choices], required=False)


def _runs(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = PlacementRun.objects.visible_to(user).select_related("round", "started_by")
    for name, path in (("donem", "round"), ("durum", "status")):
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    return rows


RUNS = Listing(
    "nakil-yerlestirmeleri",
    "Yerleştirmeler",
    "transfers:runs",
    RunFilter,
    _runs,
    (
        Column("Öğretim yılı", "round__year"),
        Column("No", "number"),
        Column("Amaç", "purpose", dict(RunPurpose.choices)),
        Column("Durum", "status", dict(RunStatus.choices)),
        Column("Öğrenci", "students"),
        Column("Yer", "places"),
        Column("Yerleşen", "placed"),
        Column("İlk tercihine yerleşen", "on_first"),
        Column("Girdinin özeti", "input_sha256"),
        Column("Sonucun özeti", "result_sha256"),
        Column("İlan günü", "announced_on"),
    ),
    {"yil": "round__year", "no": "number"},
)


def _score(name: str) -> ExpressionWrapper:
    """The score of a cut-off, in points."""
    points = Cast(F(f"{name}__0"), DecimalField(max_digits=18, decimal_places=6)) / Value(Decimal(1_000_000))
    return ExpressionWrapper(points, DecimalField(max_digits=18, decimal_places=6))


CUTOFF, BAR = _score("last_merit"), _score("bar_merit")


class OfferFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    yerlestirme = forms.ModelChoiceField(
        label="Yerleştirme", queryset=PlacementRun.objects.exclude(announced_on=None).select_related("round"),
        required=False, empty_label="Yürürlükteki",
    )  # fmt: skip
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = forms.ModelChoiceField(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")


def _offers(user: User, given: Mapping[str, Any], on: date) -> Any:
    """Everybody's: cut-offs are published, and nobody's data is in them."""
    rows = RunProgramme.objects.filter(run__announced_on__isnull=False).annotate(cutoff=CUTOFF, bar=BAR)
    rows = rows.select_related("run__round", "quota__school__province", "quota__field", "quota__branch")
    rows = (
        rows.filter(run=given["yerlestirme"])
        if given.get("yerlestirme")
        else rows.filter(run__status=RunStatus.ANNOUNCED)
    )
    for name, path in (("il", "quota__school__province"), ("alan", "quota__field")):
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    return of_named(rows, given["q"], "quota__school") if given.get("q") else rows


OFFERS = Listing(
    "nakil-taban-puanlari",
    "Taban puanlar",
    "transfers:cutoffs",
    OfferFilter,
    _offers,
    (
        Column("Öğretim yılı", "run__round__year"),
        Column("Program kodu", "code"),
        Column("Kurum kodu", "quota__school__code"),
        Column("Okul", "quota__school__name"),
        Column("İl", "quota__school__province__name"),
        Column("Alan", "quota__field__name"),
        Column("Yer türü", "kind", dict(PlaceKind.choices)),
        Column("Yer", "seats"),
        Column("Tercih eden", "asked"),
        Column("Yerleşen", "placed"),
        Column("Taban puan", "cutoff"),
        Column("Ayrılmayan yerlerin taban puanı", "bar"),
        Column("Son yerleşenin kurası", "last_lot"),
    ),
    {
        "okul": "quota__school__name",
        "alan": "quota__field__name",
        "yer": "seats",
        "yerlesen": "placed",
        "taban": "cutoff",
    },
)
