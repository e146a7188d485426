"""The law, and the public pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from accounts.models import Province
from designations.choices import DesignationType
from designations.models import Designation
from desk.maps import country_map
from legislation.provisions import provisions
from legislation.tracing import trace
from schools.models import School
from workflow.web.lists import page_of


def provision_list(request: HttpRequest) -> HttpResponse:
    traces = cache.get_or_set("provisions-traced", lambda: trace(settings.BASE_DIR)[0], 3600)
    return render(request, "desk/provisions.html", {"traces": list(traces.values())})


def provision_detail(request: HttpRequest, id: str) -> HttpResponse:
    found = provisions().get(id)
    if found is None:
        raise Http404("Böyle bir hüküm yok.")
    return render(request, "desk/provision.html", {"provision": found})


class DesignatedFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    ozellik = forms.ChoiceField(label="Özellik", choices=[("", "Tümü"), *DesignationType.choices], required=False)


@login_not_required
def designated(request: HttpRequest) -> HttpResponse:
    """The public list of designated schools; no personal data."""
    form = DesignatedFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = Designation.objects.in_force(localdate()).select_related("school__province", "school__district")
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("ozellik"):
        rows = rows.filter(type=given["ozellik"])
    if given.get("q"):
        rows = rows.filter(school__in=School.objects.named(given["q"]).values("pk"))
    rows = rows.order_by("school__province__name", "school__name", "pk")
    by_province = dict(rows.order_by().values_list("school__province").annotate(n=Count("pk")))
    links = {plate: f"{request.path}?il={plate}" for plate in by_province}
    context = {"form": form, "reset_url": request.path, "map": country_map(by_province, unit="okul", links=links)}
    return render(request, "desk/designated.html", {**context, **page_of(request, rows)})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/privacy.html")
