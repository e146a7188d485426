"""What every list offers: files of exactly what is filtered, and views to come back to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from workflow import jobs
from workflow.choices import ExportFormat
from workflow.listing import Listing, listing_of
from workflow.listing.exporting import fetch_export, order_export
from workflow.listing.tools import ViewForm, tools_context
from workflow.listing.views import drop_view, keep_view
from workflow.models import Export, SavedView
from workflow.refusals import Invalid, Refusal

from .lists import page_of


def list_context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """What a page of a list shows: the rows of the page, its filters, its views, and how to take it away."""
    rows = listing.filtered(request.user, request.GET, localdate())
    return {
        "form": listing.form(request.GET),
        "active": _active(request, listing),
        "reset_url": request.path,
        **tools_context(request, listing),
        **page_of(request, rows),
    }


def _active(request: HttpRequest, listing: Listing) -> list[dict[str, Any]]:
    """The filters that are on, each with the address of the list without it."""
    form = listing.form(request.GET)
    found = []
    for name, value in listing.given(request.GET).items():
        if value in {None, "", False}:
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("sayfa", None)
        choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
        words = choices.get(value, value)
        if isinstance(words, int):
            words = str(words)  # a year has no point of thousands
        found.append({"label": form.fields[name].label, "value": words, "url_without": f"?{query.urlencode()}"})
    return found


def _listing(slug: str, user: Any) -> Listing:
    """The list of that name, to whoever may open it."""
    listing = listing_of(slug)
    if listing is None or not listing.is_open_to(user):
        raise Http404
    return listing


@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Have a file made of what is filtered."""
    listing = _listing(slug, request.user)
    format = request.POST.get("format", "")
    if format not in ExportFormat.values:
        raise Http404
    query = QueryDict(request.POST.get("query", "")[:1000])
    order_export(listing, query, by=request.user, at=now(), format=format)
    messages.info(request, "Dosya hazırlanıyor; hazır olunca bildirim gelir.")
    return redirect("workflow:exports")


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the view, and go back to the list as it was."""
    listing = _listing(slug, request.user)
    query = QueryDict(request.POST.get("query", "")[:1000])
    form = ViewForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, "Görünüm saklanmadı: ad boş ya da paylaşım geçersiz.")
        return redirect(f"{listing.url}?{listing.kept(query)}")
    try:
        view = keep_view(listing, query, by=request.user, **form.cleaned_data)
        messages.info(request, f"“{view.name}” görünümü saklandı.")
    except Invalid as refusal:
        messages.error(request, " ".join([str(refusal), *refusal.faults.values()]))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{listing.url}?{listing.kept(query)}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a view away."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    listing = _listing(view.listing, request.user)
    try:
        drop_view(view, by=request.user)
        messages.info(request, f"“{view.name}” görünümü silindi.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(listing.url)


def exports(request: HttpRequest) -> HttpResponse:
    """The files that one had made, with how far each is and until when it can be fetched."""
    rows = Export.objects.visible_to(request.user).select_related("job")
    return render(request, "workflow/exports.html", page_of(request, rows))


def fetch(request: HttpRequest, pk: Any) -> FileResponse:
    """The file, to its owner, until its time is over."""
    export = get_object_or_404(Export.objects.visible_to(request.user), pk=pk)
    if not export.is_ready():
        raise Http404("Dosya hazır değil ya da süresi doldu; listeyi yeniden dışa aktarın.")
    return FileResponse(fetch_export(export, by=request.user, at=now()), as_attachment=True, filename=export.filename)


@require_POST
def stop(request: HttpRequest, pk: Any) -> HttpResponse:
    """Stop a file that is still being written."""
    export = get_object_or_404(Export.objects.visible_to(request.user).select_related("job"), pk=pk)
    if export.job is not None and jobs.cancel(export.job):
        messages.info(request, "Dosyanın hazırlanması durduruldu.")
    return redirect("workflow:exports")
