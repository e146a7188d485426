"""Files brought in the browser: sources with their templates, upload, what was found, confirmation, and the record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from accounts.models import User
from documents.workbooks.package import Unreadable
from schools.acts.importing import IMPORT, bring_file
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.forms.imports import ABOUT, BringFileForm, LineFilter
from schools.imports.answers import marked_answer
from schools.imports.prefilled import template_of
from schools.imports.registered import filled_of, written_of
from schools.listings import IMPORTS
from schools.models import FileImport, School
from schools.permissions import MINISTRY_LISTS, may_import
from workflow.refusals import Invalid, Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.lists import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_MONTH_OF_SCHOOL_YEAR = 8  # from August on the year to come is prepared
NOT_STORED = "Dosya depoda bulunamadı; yeniden yükleyin."
BY_PEOPLE = ("confirm_import", "discard_import")  # the other acts are the worker's


def sources(request: HttpRequest) -> HttpResponse:
    """What can be brought, and what was."""
    cards = [
        {"source": source, "about": ABOUT[source], "has_template": source not in MINISTRY_LISTS}
        for source in ImportSource
        if may_import(request.user, source)
    ]
    listed = list_context(request, IMPORTS)
    return render(request, "schools/imports.html", {"cards": cards, "is_filtered": bool(listed["active"]), **listed})


def bring(request: HttpRequest, source: str) -> HttpResponse:
    """Upload a file of a source; it is checked in the background."""
    if source not in ImportSource.values or not may_import(request.user, source):
        raise Http404
    form = BringFileForm(request.POST or None, request.FILES or None, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            brought = bring_file(
                source, by=request.user, on=localdate(), file=form.cleaned_data["file"], options=form.options
            )
        except Invalid as refusal:
            form.add_error("file", refusal.faults.get("file", str(refusal)))
        else:
            if earlier := _earlier(brought):
                messages.info(request, f"Aynı dosya {earlier.created_at:%d.%m.%Y} günü de yüklenmişti.")
            return redirect("schools:import", brought.pk)
    label = ImportSource(source).label
    context = {
        "form": form,
        "label": label,
        "about": ABOUT[ImportSource(source)],
        "filled": filled_of(source),
        "template_url": None if source in MINISTRY_LISTS else reverse("schools:import_template", args=[source]),
    }
    return render(request, "schools/import_bring.html", context)


def _earlier(brought: FileImport) -> FileImport | None:
    same = FileImport.objects.filter(sha256=brought.sha256, source=brought.source).exclude(pk=brought.pk)
    return same.exclude(status=ImportStatus.DISCARDED).first()


def template(request: HttpRequest, source: str) -> HttpResponse:
    """The table to fill in: of one school by ``?okul=``, or of all of the user's."""
    if source not in ImportSource.values or source in MINISTRY_LISTS or not may_import(request.user, source):
        raise Http404
    given = request.GET.get("okul", "")
    school = get_object_or_404(School.objects.visible_to(request.user), pk=given) if given.isdigit() else None
    today = localdate()
    year = today.year if today.month >= FIRST_MONTH_OF_SCHOOL_YEAR else today.year - 1
    try:
        content = template_of(source, request.user, school=school, year=year, asked=request.GET)
    except Refusal as refusal:
        raise Http404(str(refusal)) from None
    whose = school.code if school else "tum-okullar"
    return _file(content, f"{source}-{whose}.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _found(request: HttpRequest, pk: Any) -> FileImport:
    rows = FileImport.objects.visible_to(request.user).select_related("by", "job", "province")
    return get_object_or_404(rows, pk=pk)


def detail(request: HttpRequest, pk: Any) -> HttpResponse:
    """A file with what was found in it, to be confirmed or looked at again."""
    brought = _found(request, pk)
    lines = brought.lines.select_related("school")
    kind = request.GET.get("tur", "")
    if kind in LineKind.values:
        lines = lines.filter(kind=kind)
    form = LineFilter(request.GET)
    lines = form.of(lines)
    context = {
        "brought": brought,
        "job": brought.job,
        "is_busy": brought.status in {ImportStatus.UPLOADED, ImportStatus.CONFIRMED},
        "kinds": [(k.value, k.label, brought.counts.get(_count_of(k), 0)) for k in LineKind],
        "kind": kind,
        "form": form,
        "reset_url": request.path,
        "acts": _acts(request.user, brought),
        "written": written_of(brought.source),
        "poll_url": reverse("schools:import_progress", args=[brought.pk]),
        **page_of(request, lines),
    }
    return render(request, "schools/import.html", context)


def _count_of(kind: LineKind) -> str:
    return {LineKind.FAULT: "faults", LineKind.NOTE: "notes"}.get(kind, str(kind.value))


def _acts(user: User, brought: FileImport) -> list[dict[str, Any]]:
    return [
        {"act": act, "url": reverse("schools:import_act", args=[brought.pk, act.name])}
        for act in IMPORT.open_to(user, brought)
        if act.name in BY_PEOPLE
    ]


def progress(request: HttpRequest, pk: Any) -> HttpResponse:
    """The panel of the running job; when it is over, the whole page is asked for anew."""
    brought = _found(request, pk)
    if brought.status not in {ImportStatus.UPLOADED, ImportStatus.CONFIRMED}:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": brought.job, "poll_url": request.path}
    return render(request, "components/progress.html", context)


def original(request: HttpRequest, pk: Any) -> FileResponse:
    """The file as it was brought."""
    brought = _found(request, pk)
    try:
        return FileResponse(brought.file.open("rb"), as_attachment=True, filename=brought.name)
    except (FileNotFoundError, ValueError):  # lost, or its term is over
        raise Http404(NOT_STORED) from None


def marked(request: HttpRequest, pk: Any) -> HttpResponse:
    """The same file with its faults marked in their cells."""
    brought = _found(request, pk)
    if not brought.lines.filter(kind__in=[LineKind.FAULT, LineKind.NOTE]).exists():
        raise Http404
    try:
        answer = marked_answer(brought)
    except Unreadable as fault:
        raise Http404(str(fault)) from None
    return _file(answer, f"{brought.name.rpartition('.')[0] or brought.name}-hatalar.xlsx")


class ImportAct(ActPage):
    """Confirmation, or giving the file up."""

    lifecycle = IMPORT
    template_name = "schools/import_act.html"
    queryset = FileImport.objects

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in BY_PEOPLE:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def record_url(self) -> str:
        return reverse("schools:import", args=[self.record.pk])
