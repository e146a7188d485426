"""The law, and the public pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from designations.listings import DESIGNATED
from desk.law.showing import texts_of_provision, traces
from desk.maps import country_map
from legislation.provisions import citation_of, directives, provisions
from workflow.law.permissions import may_prepare_version
from workflow.models import ProvisionVersion
from workflow.web.listing import list_context


def provision_list(request: HttpRequest) -> HttpResponse:
    published = ProvisionVersion.objects.published().order_by()
    counts = dict(published.values_list("provision").annotate(Count("pk")))
    known = [{"trace": one, "versions": counts.get(id, 0)} for id, one in traces().items()]
    added = [{"id": id, "citation": citation_of(id)} for id in sorted(counts) if id not in traces()]
    return render(request, "desk/provisions.html", {"rows": known, "added": added})


def provision_detail(request: HttpRequest, id: str) -> HttpResponse:
    """The text that holds today, and every other version of it with its days."""
    found, texts = provisions().get(id), texts_of_provision(id)
    if not texts:
        raise Http404("Böyle bir hüküm yok.")
    today = localdate()
    context = {
        "provision": found,
        "id": id,
        "citation": citation_of(id),
        "directive": directives()[id.split("/", 1)[0]],
        "texts": texts,
        "now": next((one for one in texts if one.holds(today)), None),
        "may_prepare": may_prepare_version(request.user, None),
    }
    return render(request, "desk/provision.html", context)


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
