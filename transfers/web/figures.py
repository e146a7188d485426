"""A round's result in figures, by province, by field and by origin; each can be taken as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from transfers.listings.figures import FILLED_BY_FIELD, FILLED_BY_PROVINCE, ORIGINS, run_of
from workflow.listing import Listing
from workflow.web.listing import list_context

TABS = (("İllere göre", FILLED_BY_PROVINCE), ("Alanlara göre", FILLED_BY_FIELD), ("Geldikleri ile göre", ORIGINS))


def by_province(request: HttpRequest) -> HttpResponse:
    return _figures(request, FILLED_BY_PROVINCE)


def by_field(request: HttpRequest) -> HttpResponse:
    return _figures(request, FILLED_BY_FIELD)


def by_origin(request: HttpRequest) -> HttpResponse:
    return _figures(request, ORIGINS)


def _figures(request: HttpRequest, listing: Listing) -> HttpResponse:
    given = listing.given(request.GET)
    run = run_of(given)
    more = {
        "title": listing.title,
        "run": run,
        "is_origin": listing is ORIGINS,
        "tabs": [_tab(label, tab, tab is listing, request) for label, tab in TABS],
    }
    return render(request, "transfers/results/figures.html", {**list_context(request, listing), **more})


def _tab(label: str, listing: Listing, is_current: bool, request: HttpRequest) -> dict[str, Any]:
    query = urlencode({"donem": request.GET["donem"]}) if request.GET.get("donem") else ""
    return {"label": label, "url": f"{listing.url}?{query}", "is_current": is_current}
