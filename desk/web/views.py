"""The law, and the public pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from designations.listings import DESIGNATED
from desk.maps import country_map
from legislation.provisions import provisions
from legislation.tracing import trace
from workflow.web.listing import list_context


def provision_list(request: HttpRequest) -> HttpResponse:
    traces = cache.get_or_set("provisions-traced", lambda: trace(settings.BASE_DIR)[0], 3600)
    return render(request, "desk/provisions.html", {"traces": list(traces.values())})


def provision_detail(request: HttpRequest, id: str) -> HttpResponse:
    found = provisions().get(id)
    if found is None:
        raise Http404("Böyle bir hüküm yok.")
    return render(request, "desk/provision.html", {"provision": found})


@login_not_required
def designated(request: HttpRequest) -> HttpResponse:
    """The public list of designated schools; no personal data."""
    listed = list_context(request, DESIGNATED)
    rows = listed["page_obj"].paginator.object_list
    by_province = dict(rows.order_by().values_list("school__province").annotate(n=Count("pk")))
    links = {plate: f"{request.path}?il={plate}" for plate in by_province}
    context = {"map": country_map(by_province, unit="okul", links=links), **listed}
    return render(request, "desk/designated.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/privacy.html")
