"""The year of specialised schools as pages: sums by province, every school with its report, and one report (okul/5/3–5/6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.acts import FOLLOW_UP_REPORT, prepare_follow_up_report
from designations.choices import WRITTEN, ReportStatus
from designations.forms import FORM_OF_ACT
from designations.forms.follow_up import ReportYearForm
from designations.listings.yearly import YEARLY, year_asked
from designations.models import FollowUpReport
from designations.papers.yearly import report_paper, sums_book, sums_paper
from designations.permissions import may_keep_follow_up
from designations.yearly import due_on, facts_of, sums_of, year_at_hand
from documents.models import Paper
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .follow_up import find
from .schools import mend_urls

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_REPORT = ("designation__school__province", "designation__school__district", "author", "handed_in_by", "received_by")


def reports(request: HttpRequest) -> HttpResponse:
    """The sums of a year by province, and below them the schools with the state of their reports."""
    today = localdate()
    year = year_asked(YEARLY.given(request.GET), today)
    provinces, total = sums_of(year, request.user, on=today)
    listed = list_context(request, YEARLY)
    for row in listed["page_obj"]:
        row.report_words = ReportStatus(row.report_status).label if row.report_status else ""
    context = {
        **listed,
        "year": year,
        "due_on": due_on(year),
        "today": today,
        "provinces": provinces,
        "total": total,
        "query": request.GET.urlencode(),
    }
    return render(request, "designations/web/follow_up_reports.html", context)


def paper_of_year(request: HttpRequest) -> HttpResponse:
    today = localdate()
    year = year_asked(YEARLY.given(request.GET), today)
    pdf = sums_paper(year, *sums_of(year, request.user, on=today), on=today)
    headers = {"Content-Disposition": f'inline; filename="ihtisas-okullari-{year}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def book_of_year(request: HttpRequest) -> HttpResponse:
    today = localdate()
    year = year_asked(YEARLY.given(request.GET), today)
    book = sums_book(year, *sums_of(year, request.user, on=today))
    headers = {"Content-Disposition": f'attachment; filename="ihtisas-okullari-{year}.xlsx"'}
    return HttpResponse(book, content_type=XLSX, headers=headers)


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the report of a school year."""
    designation = find(request, pk)
    if not may_keep_follow_up(request.user, designation):
        raise Http404
    today = localdate()
    form = ReportYearForm(request.POST or None, initial={"school_year": year_at_hand(today)})
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_follow_up_report(designation, by=request.user, on=today, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Rapor açıldı. Yılın değerlendirmesini yazıp gönderin.")
            return redirect("designations:follow_up_report", made.pk)
    back = reverse("designations:follow_up", args=[pk])
    context = {"form": form, "designation": designation, "back": back}
    return render(request, "designations/web/follow_up_report_new.html", context)


def find_report(request: HttpRequest, pk: int) -> FollowUpReport:
    rows = FollowUpReport.objects.visible_to(request.user).select_related(*OF_REPORT)
    return get_object_or_404(rows, pk=pk)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what it says, the records that it rests on, and the acts."""
    record, today = find_report(request, pk), localdate()
    is_written = record.status in WRITTEN
    context = {
        "record": record,
        "facts": facts_of(record, on=today) if is_written else record.facts,
        "is_written": is_written,
        "due_on": due_on(record.school_year),
        "today": today,
        "mend_urls": mend_urls(record.designation.school),
        "papers": Paper.objects.of(record),
        "items": _items(record),
        "acts": [
            {"act": act, "url": reverse("designations:follow_up_report_act", args=[pk, act.name])}
            for act in FOLLOW_UP_REPORT.open_to(request.user, record)
        ],
        "entries": JournalEntry.objects.of(record).reverse()[:100],
    }
    return render(request, "designations/web/follow_up_report.html", context)


def _items(record: FollowUpReport) -> list[dict[str, Any]]:
    handed_in = (
        f"{record.handed_in_by}, {record.handed_in_on:%d.%m.%Y}" if record.handed_in_on else "Henüz gönderilmedi"
    )
    return [
        {"term": "Okul", "value": record.designation.school.name},
        {"term": "Öğretim yılı", "value": record.in_years},
        {"term": "Son gün", "value": f"{due_on(record.school_year):%d.%m.%Y} (idari usul)"},
        {"term": "Gönderen", "value": handed_in},
        {"term": "Teslim alan", "value": record.received_by or "Henüz teslim alınmadı"},
    ]


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    record, today = find_report(request, pk), localdate()
    headers = {"Content-Disposition": f'inline; filename="izleme-raporu-{pk}.pdf"'}
    return HttpResponse(report_paper(record, on=today), content_type="application/pdf", headers=headers)


class ReportAct(ActPage):
    lifecycle = FOLLOW_UP_REPORT
    forms_of_acts = FORM_OF_ACT
    queryset = FollowUpReport.objects.select_related(*OF_REPORT)

    def record_url(self) -> str:
        return reverse("designations:follow_up_report", args=[self.record.pk])
