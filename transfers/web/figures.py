"""A round's result in figures, by province, by field and by origin; each can be taken as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from transfers.listings.figures import FILLED_BY_FIELD, FILLED_BY_PROVINCE, ORIGINS, run_of
from transfers.listings.tabs import tabs_of
from workflow.listing import Listing
from workflow.web.listing import list_context


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
        "behind": "il" if listing is FILLED_BY_PROVINCE else "alan",
        "tabs": tabs_of(listing, request.GET.get("donem", "")),
    }
    return render(request, "transfers/results/figures.html", {**list_context(request, listing), **more})
