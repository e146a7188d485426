"""The roll-up over all centres as a page, as PDF, as a workbook and as a Word document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from centers.forms.rollup import RollUpForm
from centers.papers.files import rollup_word
from centers.papers.rollup import asked_words, rollup_book, rollup_paper, tables_of
from centers.rollup import RollUp, roll_up
from documents.formats import DOCX, XLSX

NAME = "merkezler-toplu-durum"


def _found(request: HttpRequest) -> tuple[RollUpForm, RollUp]:
    form = RollUpForm(request.GET)
    return form, roll_up(request.user, form.asked())


def rollup(request: HttpRequest) -> HttpResponse:
    """Three years side by side: by year, guide's indicator, province and field."""
    form, found = _found(request)
    context = {
        "form": form, "found": found, "tables": tables_of(found), "said": asked_words(found), "reset_url": request.path,
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "centers/rollup/rollup.html", context)


def paper(request: HttpRequest) -> HttpResponse:
    _, found = _found(request)
    headers = {"Content-Disposition": f'inline; filename="{NAME}.pdf"'}
    return HttpResponse(rollup_paper(found, on=localdate()), content_type="application/pdf", headers=headers)


def workbook(request: HttpRequest) -> HttpResponse:
    _, found = _found(request)
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.xlsx"'}
    return HttpResponse(rollup_book(found), content_type=XLSX, headers=headers)


def word(request: HttpRequest) -> HttpResponse:
    _, found = _found(request)
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.docx"'}
    return HttpResponse(rollup_word(found, on=localdate()), content_type=DOCX, headers=headers)
