"""Yearly reports as pages: the list, one report with its parts and figures, its paper, and who has not reported (smm/11/2)."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from accounts.models import User
from centers.acts import REPORT, prepare_report
from centers.acts.printing import order_print, prints_of
from centers.choices import IN_THE_CENTRE, STANDING
from centers.forms.plans import YearForm
from centers.forms.reports import FORM_OF_REPORT
from centers.listings import NOT_REPORTED, REPORTS
from centers.listings.plans import year_asked
from centers.models import Center, ReportExtension, YearlyReport
from centers.papers.files import report_book, report_word
from centers.papers.reports import report_paper
from centers.permissions.plans import may_open
from centers.querysets import not_reported
from centers.reporting import facts_shown
from documents.formats import DOCX, XLSX
from documents.models import Paper
from workflow.at_once import only, read_at_once
from workflow.choices import JobState
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .parts import Rows, Section, past_of
from .sending import sent

OF_REPORT = ("center__school__province", "center__school__district", "author", "plan")
SHOWN = 10
FILES: dict[str, tuple[Any, str]] = {"docx": (report_word, DOCX), "xlsx": (report_book, XLSX)}


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    reports = YearlyReport.objects.visible_to(user).filter(center=center).select_related("center").with_day()
    extensions = ReportExtension.objects.visible_to(user).filter(center=center, due_on__gte=on)
    return {"reports": reports[:SHOWN], "extensions": extensions}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_open": center.status in STANDING and may_open(user, center), "today": on}


SECTION = Section(
    "raporlar", "Yıllık faaliyet raporları", "centers/reports/of_center.html", _rows_of_center, _of_center
)


def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/reports/list.html", {**list_context(request, REPORTS), "today": localdate()})


def missing(request: HttpRequest) -> HttpResponse:
    """The centres that have sent no report of a year, counted by province."""
    context = list_context(request, NOT_REPORTED)
    year = year_asked(NOT_REPORTED.given(request.GET), localdate())
    rows = not_reported(Center.objects.visible_to(request.user), year, last_of_year=date(year, 12, 31))
    provinces = rows.order_by().values("school__province__name").annotate(count=Count("pk"))
    more = {"year": year, "provinces": list(provinces.order_by("school__province__name"))}
    return render(request, "centers/reports/missing.html", {**context, **more})


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the report of a year for a centre, drafted from the year's records."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    today = localdate()
    form = YearForm(sent(request), initial={"year": today.year if today.month > 9 else today.year - 1})  # noqa: PLR2004 - in autumn the year that runs
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_report(center, by=request.user, on=today, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Rapor taslağı, yılın planından ve kayıtlarından yazıldı. Tamamlayıp gönderin.")
            return redirect("centers:report", made.pk)
    context = {"form": form, "center": center, "back": reverse("centers:center", args=[pk])}
    return render(request, "centers/reports/new.html", {**context, "may": may_open(request.user, center)})


def find(request: HttpRequest, pk: int) -> YearlyReport:
    rows = YearlyReport.objects.visible_to(request.user).select_related(*OF_REPORT).with_day()
    found: YearlyReport = get_object_or_404(rows, pk=pk)
    return found


@with_past("merkez-raporu")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what it says, the figures that it rests on, where it is, and the acts."""
    record = find(request, pk)
    extensions = ReportExtension.objects.filter(center=record.center, year=record.year)[:1]
    papers, prints = _papers(record), prints_of(record, request.user)
    read_at_once(extensions, papers, prints)
    context = {
        "record": record,
        "facts": facts_shown(record),
        "today": localdate(),
        "extension": only(extensions),
        "may_print": record.status not in IN_THE_CENTRE and record.facts is not None,
        **_printed(record, papers, prints),
        "acts": [
            {"act": act, "url": reverse("centers:report_act", args=[pk, act.name])}
            for act in sorted(REPORT.open_to(request.user, record), key=attrgetter("danger"))
        ],
        "note_url": "centers:report_note",
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/reports/report.html", context)


def _papers(record: YearlyReport) -> Any:
    """The newest print that is there."""
    return Paper.objects.of(record).exclude(file="").order_by("-pk")[:1]


def _printed(record: YearlyReport, papers: Any, prints: Any) -> dict[str, Any]:
    """The print that is under way, and the newest that is there."""
    paper = only(papers)
    return {
        "job": only(prints),
        "poll_url": reverse("centers:report_progress", args=[record.pk]),
        "paper": paper,
        "result_url": reverse("centers:report_print", args=[record.pk]) if paper else "",
        "result_label": "Basılan raporu aç (PDF)",
    }


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the print alone; where it is over, the whole page is asked for again."""
    record = find(request, pk)
    context = _printed(record, _papers(record), prints_of(record, request.user))
    answered = render(request, "components/progress.html", context)
    if context["job"] is None or context["job"].state not in {JobState.QUEUED, JobState.RUNNING}:
        answered["HX-Refresh"] = "true"
    return answered


class ReportAct(ActPage):
    lifecycle = REPORT
    forms_of_acts = FORM_OF_REPORT
    queryset = YearlyReport.objects.select_related(*OF_REPORT)

    def record_url(self) -> str:
        return reverse("centers:report", args=[self.record.pk])


@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the report printed in the background."""
    try:
        order_print(find(request, pk), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("centers:report", pk)


def printed(request: HttpRequest, pk: int) -> FileResponse:
    """The newest print of the report."""
    record = find(request, pk)
    paper = only(_papers(record))
    if paper is None:
        raise Http404("Rapor henüz basılmadı.")
    name = f"faaliyet-raporu-{record.center_id}-{record.year}.pdf"
    return FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=name)


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it stands today, as PDF; not kept."""
    record = find(request, pk)
    headers = {
        "Content-Disposition": f'inline; filename="faaliyet-raporu-taslak-{record.center_id}-{record.year}.pdf"'
    }
    return HttpResponse(report_paper(record, on=localdate()), content_type="application/pdf", headers=headers)


def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as a file to work on: as it was sent, else as it stands today."""
    if kind not in FILES:
        raise Http404("Rapor bu biçimde alınmaz.")
    record, (make, media_type) = find(request, pk), FILES[kind]
    headers = {
        "Content-Disposition": f'attachment; filename="faaliyet-raporu-{record.center_id}-{record.year}.{kind}"'
    }
    return HttpResponse(make(record, on=localdate()), content_type=media_type, headers=headers)
