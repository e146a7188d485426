"""The General Directorate's yearly report as pages: ordered by one button, looked at, fetched; the list behind each figure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from desk.models import DirectorateReport
from desk.yearly.acts import AT_WORK, order_report, stop_report
from desk.yearly.forms import OrderForm
from desk.yearly.links import chapters_of, told_of
from desk.yearly.listings import DIRECTORATE_REPORTS
from desk.yearly.papers import issue_report, paper_of, report_book
from desk.yearly.permissions import may_report
from desk.yearly.records import KINDS
from desk.yearly.rules.facts import Period, period_of
from desk.yearly.sources import SOURCES, words
from documents.formats import XLSX
from workflow.models import JournalEntry
from workflow.refusals import Invalid, Refusal
from workflow.web.listing import list_context
from workflow.web.lists import page_of


def reports(request: HttpRequest) -> HttpResponse:
    """All reports, and the form that has another one made."""
    _refuse_others(request)
    form = OrderForm(request.POST or None, initial={"year": localdate().year - 1})
    if request.method == "POST":
        if not may_report(request.user, None):
            raise PermissionDenied
        if form.is_valid():
            try:
                report = order_report(year=form.cleaned_data["year"], by=request.user, on=localdate())
                return redirect("desk:yearly_report", report.pk)
            except Refusal as refusal:
                form.add_error("year" if isinstance(refusal, Invalid) else None, str(refusal))
    may = may_report(request.user, None)
    context = {"order_form": form, "may_order": may, **list_context(request, DIRECTORATE_REPORTS)}
    return render(request, "desk/yearly/list.html", context)


def _refuse_others(request: HttpRequest) -> None:
    if not DIRECTORATE_REPORTS.is_open_to(request.user):  # type: ignore[arg-type]
        raise PermissionDenied


def _seen(request: HttpRequest, pk: int) -> DirectorateReport:
    rows = DirectorateReport.objects.visible_to(request.user).select_related("by", "job")
    return get_object_or_404(rows, pk=pk)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the making is; then the report, each figure leading to the list behind it."""
    found = _seen(request, pk)
    context = {
        "report": found,
        "chapters": chapters_of(found) if found.is_made else [],
        "paper": paper_of(found) if found.is_made else None,
        "may_order": may_report(request.user, None),
        "entries": JournalEntry.objects.of(found).reverse()[:20],
        **_panel(request, found),
    }
    return render(request, "desk/yearly/report.html", context)


def _panel(request: HttpRequest, found: DirectorateReport) -> dict[str, Any]:
    may = may_report(request.user, None)
    return {
        "job": found.job,
        "is_busy": bool(found.job and found.job.state in AT_WORK),
        "poll_url": reverse("desk:yearly_progress", args=[found.pk]),
        "cancel_url": reverse("desk:stop_yearly_report", args=[found.pk]) if may else "",
    }


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the making; when it is over, the whole page is asked for anew."""
    panel = _panel(request, _seen(request, pk))
    if not panel["is_busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", panel)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        stop_report(_seen(request, pk), by=request.user, on=localdate())
        messages.info(request, "Raporun hazırlanması durduruldu; yeniden hazırlatabilirsiniz.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:yearly_report", pk)


def _made(request: HttpRequest, pk: int) -> DirectorateReport:
    found = _seen(request, pk)
    if not found.is_made:
        raise Http404("Rapor henüz hazır değil.")
    return found


def paper(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF as it was printed; one whose worker died before printing is printed now, from the same figures."""
    printed = issue_report(_made(request, pk))
    name = f"yillik-rapor-{pk}.pdf"
    return FileResponse(printed.file.open("rb"), content_type="application/pdf", filename=name)


def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """XLSX of the kept figures."""
    found = _made(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="yillik-rapor-{found.year}-{pk}.xlsx"'}
    return HttpResponse(report_book(found), content_type=XLSX, headers=headers)


def records(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The records that a figure counts, exactly these, as they are today; where that differs from the report, it says so."""
    found = _made(request, pk)
    source = SOURCES.get(key)
    if source is None or source.kind not in KINDS:
        raise Http404("Bu raporda böyle bir liste yok.")
    split, value, named = request.GET.get("bolum", ""), request.GET.get("deger", ""), words()
    if split and (split not in source.splits or value not in named[split]):
        raise Http404("Bu listenin böyle bir bölümü yok.")
    kind = KINDS[source.kind]
    rows = kind.rows(source.part(_period(found), split, value), request.user)
    context = page_of(request, rows)
    context["rows"] = [kind.told(record) for record in context["page_obj"].object_list]
    label, told = told_of(found, key, split, value)
    pages = context["page_obj"].paginator
    more = {
        "report": found,
        "label": label,
        "part": named[split][value] if split else "",
        "told": told,
        "differs": told is not None and told != pages.count and not pages.has_more,
    }
    return render(request, "desk/yearly/records.html", {**context, **more})


def _period(found: DirectorateReport) -> Period:
    """The days that the report counted."""
    return period_of(found.year, found.until)  # type: ignore[arg-type]
