"""The map of the 81 provinces by any figure, as counts or per hundred schools."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from desk.figures import DENOMINATOR, FIGURES, Figure, provinces_of, shares
from desk.lacking import LackingSpaces
from desk.maps import country_map
from desk.quality import QualityOfData

USUAL = "belirlenen"
COUNT, SHARE = "sayi", "oran"
LACKING, QUALITY = LackingSpaces(), QualityOfData()
Shown = Figure | LackingSpaces | QualityOfData
SHOWN: dict[str, Shown] = {**FIGURES, LACKING.key: LACKING, QUALITY.key: QUALITY}
WITHOUT_SHARE = {"school", LACKING.base_key, QUALITY.base_key}


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for figure in SHOWN.values():
        groups[figure.base.group].append((figure.key, figure.title))
    return list(groups.items())


class MapForm(forms.Form):
    gosterge = forms.ChoiceField(label="Gösterge", choices=_choices(), required=False)
    bicim = forms.ChoiceField(
        label="Nasıl", choices=[(COUNT, "Sayı"), (SHARE, "Her 100 kuruma düşen")], required=False
    )


def map_page(request: HttpRequest) -> HttpResponse:
    form = MapForm({"gosterge": USUAL, "bicim": COUNT, **request.GET.dict()})
    given = form.cleaned_data if form.is_valid() else {}
    figure = SHOWN[given.get("gosterge") or USUAL]
    is_share = given.get("bicim") == SHARE and figure.base_key not in WITHOUT_SHARE
    context = {"form": form, "figure": figure, "is_share": is_share, **_drawn(request, figure, is_share)}
    return render(request, "desk/map.html", context)


def _drawn(request: HttpRequest, figure: Shown, is_share: bool) -> dict[str, Any]:
    today = localdate()
    values: dict[int, Any] = figure.by_province(request.user, today)
    links = {plate: figure.url(plate) for plate in values}
    notes = [figure.base.note]
    unit = figure.base.unit
    if is_share:
        values = shares(values, FIGURES[DENOMINATOR].by_province(request.user, today))
        links = {plate: url for plate, url in links.items() if values[plate] is not None}
        unit = f"{unit} (her 100 kurumda)"
        notes.append("meslek lisesi ve mesleki eğitim merkezlerinin sayısına oranla")
    within = provinces_of(request.user)
    if within is not None:
        notes.append("yalnız görev alanınız")
    is_mean = is_share or figure.base_key == QUALITY.base_key
    drawn = country_map(values, unit=unit, links=links, is_share=is_mean, within=within)
    return {"map": drawn, "note": " · ".join(note for note in notes if note), "chosen": None}
