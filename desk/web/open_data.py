"""Open data for everybody: a page that explains, and each set as CSV and JSON with its schema; streamed, and known again by its tag."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from desk.opendata.datasets import SETS
from desk.opendata.shapes import FEW, LICENCE, PUBLISHER, DataSet
from desk.opendata.writing import as_csv, as_json

FRESH = 3600  # seconds for which a copy needs not be asked for anew
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
ANYWHERE = {"Access-Control-Allow-Origin": "*"}  # pages of other hosts may read what everybody may


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What is published, in which columns, under which licence, and what is left out."""
    context = {"sets": list(SETS.values()), "licence": LICENCE, "publisher": PUBLISHER, "few": FEW}
    return render(request, "desk/open_data.html", context)


def _set(slug: str) -> DataSet:
    if slug not in SETS:
        raise Http404("Böyle bir veri kümesi yok.")
    return SETS[slug]


@login_not_required
@require_safe
def data_file(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The rows of today; who has them already is told by 304 that nothing changed."""
    data, today = _set(slug), localdate()
    tag = data.tag(today)
    etag, changed = quote_etag(f"{tag}-{kind}"), _first_seen(slug, tag)
    known = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    response = known or StreamingHttpResponse(_written(request, data, kind, today), content_type=TYPES[kind])
    headers = {**ANYWHERE, "ETag": etag, "Last-Modified": http_date(changed.timestamp())}
    for name, value in headers.items():
        response[name] = value
    if known is None:
        response["Content-Disposition"] = f'attachment; filename="{slug}.{kind}"'
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def _written(request: HttpRequest, data: DataSet, kind: str, on: date) -> Any:
    if kind == "csv":
        return as_csv(data, on)
    return as_json(data, on, schema=request.build_absolute_uri(reverse("desk:open_data_schema", args=[data.slug])))


def _first_seen(slug: str, tag: str) -> datetime:
    """The moment since which the rows are known to be as they are."""
    moment: datetime = cache.get_or_set(f"open-data:{slug}:{tag}", now, None)
    return moment


@login_not_required
@require_safe
def schema(request: HttpRequest, slug: str) -> JsonResponse:
    """The columns of a set as Frictionless Table Schema."""
    return _json(_set(slug).schema())


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> JsonResponse:
    """All sets as a Frictionless data package, for programs."""
    resources = [
        {
            "name": f"{data.slug}-{kind}" if kind == "json" else data.slug,
            "title": data.title,
            "description": data.about,
            "path": request.build_absolute_uri(reverse(f"desk:open_data_{kind}", args=[data.slug])),
            "format": kind,
            "encoding": "utf-8",
            "schema": data.schema(),
        }
        for data in SETS.values()
        for kind in TYPES
    ]
    told = {"name": "okul-belirleme", "title": "Okul belirleme açık verisi", "licenses": [LICENCE]}
    return _json({**told, "contributors": [{"title": PUBLISHER, "role": "publisher"}], "resources": resources})


def _json(content: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=ANYWHERE)
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
