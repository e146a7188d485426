"""The map of the 81 provinces by a figure of the user's choice."""

from __future__ import annotations

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.choices import DesignationType
from designations.models import Designation, Dossier, Standing
from desk.maps import country_map

FIGURES = {
    "belirlenen": "Yürürlükteki belirleme",
    "dosya": "Açık dosya",
    "bolge": "Bölge okulu koşullarını sağlayan okul",
    "ihtisas": "İhtisas koşullarını sağlayan okul",
    "sektor-ici": "Sektör içi koşullarını sağlayan okul",
    "entegre": "Sektöre entegre koşullarını sağlayan okul",
}
TYPE_OF = {
    "bolge": DesignationType.REGION,
    "ihtisas": DesignationType.SPECIALISED,
    "sektor-ici": DesignationType.IN_SECTOR,
    "entegre": DesignationType.SECTOR_INTEGRATED,
}


class MapForm(forms.Form):
    gosterge = forms.ChoiceField(label="Gösterge", choices=list(FIGURES.items()), required=False)


def map_page(request: HttpRequest) -> HttpResponse:
    form = MapForm(request.GET)
    chosen = (form.cleaned_data.get("gosterge") if form.is_valid() else "") or "belirlenen"
    if chosen == "belirlenen":
        rows = Designation.objects.visible_to(request.user).in_force(localdate())
    elif chosen == "dosya":
        rows = Dossier.objects.visible_to(request.user).open()
    else:
        rows = Standing.objects.visible_to(request.user).filter(type=TYPE_OF[chosen], verdict="eligible")
    values = dict(rows.values_list("school__province").annotate(n=Count("pk")).order_by())
    links = {plate: f"{reverse('designations:schools')}?il={plate}" for plate in values}
    context = {
        "form": form,
        "title": FIGURES[chosen],
        "map": country_map(values, unit="okul" if chosen != "dosya" else "dosya", links=links),
        "chosen": None,
    }
    return render(request, "desk/map.html", context)
