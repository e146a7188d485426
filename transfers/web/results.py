"""Results for everybody: the cut-offs, and a student's own sheet by number and code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from transfers.forms.runs import ResultForm
from transfers.listings import OFFERS
from transfers.models import Application
from transfers.papers import result_paper
from transfers.sheets import number_of, of_code, sheet_of
from workflow.web.listing import list_context

from .sending import sent

TRIES = 30  # results that one address may ask for in TRY_WINDOW seconds
TRY_WINDOW = 600
UNKNOWN = "Bu numara ve kodla gösterilecek bir sonuç yok. İkisini alındı belgesinden yeniden okuyun; sonuçlar ilan edilmemiş de olabilir."
UNSHARED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@login_not_required
def cutoffs(request: HttpRequest) -> HttpResponse:
    """The cut-offs of every programme; nobody's data."""
    return render(request, "transfers/results/cutoffs.html", list_context(request, OFFERS))


@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """A student's sheet. The code is posted, so that it stands in no address and no log."""
    form = ResultForm(sent(request))
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = _found(request, form)
        if isinstance(found, HttpResponse):
            return found
        if found is not None:
            shown = {"record": found, "number": number_of(found), "parts": sheet_of(found), "today": localdate()}
            return _private(render(request, "transfers/results/sheet.html", context | shown))
        form.add_error("code", UNKNOWN)
    return _private(render(request, "transfers/results/ask.html", context))


@login_not_required
def sheet_pdf(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    form = ResultForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return redirect("transfers:result")
    found = _found(request, form)
    if isinstance(found, HttpResponse):
        return found
    if found is None:
        return redirect("transfers:result")
    headers = {"Content-Disposition": f'inline; filename="nakil-sonucu-{number_of(found)}.pdf"', **UNSHARED}
    return HttpResponse(result_paper(found, on=localdate()), content_type="application/pdf", headers=headers)


def _private(answer: HttpResponse) -> HttpResponse:
    for name, value in UNSHARED.items():
        answer[name] = value
    return answer


def _found(request: HttpRequest, form: ResultForm) -> Application | HttpResponse | None:
    key = f"result:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, TRY_WINDOW)
    if cache.incr(key) > TRIES:
        return render(request, "429.html", status=429)
    return of_code(form.cleaned_data["number"].strip(), form.cleaned_data["code"])
