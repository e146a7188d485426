"""Works of a centre brought by a table, and the table to fill in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from centers.acts.work_tables import why_no_table
from centers.forms.files import WorksFileForm
from centers.models import Center
from centers.work_files import bring_works, template
from documents.formats import XLSX
from documents.workbooks.marking import Mark
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal


def _center(request: HttpRequest, pk: int) -> Center:
    center: Center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if said := why_no_table(request.user, center):
        raise PermissionDenied(said)
    return center


def works_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Works brought by a file: all of them, or the faults, each by its cell."""
    center = _center(request, pk)
    posted = request.method == "POST"
    form = WorksFileForm(request.POST, request.FILES) if posted else WorksFileForm()
    back = f"{reverse('centers:center', args=[pk])}#calismalar"
    marks: list[Mark] = []
    if posted and form.is_valid():
        try:
            brought = bring_works(center, form.cleaned_data["file"], by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            if not brought.marks:
                messages.success(request, f"{brought.count} çalışma yazıldı.")
                return redirect(back)
            marks = brought.marks
    context = {"form": form, "center": center, "marks": marks, "back": back}
    return render(request, "centers/works/file.html", context)


def works_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The table to fill in."""
    answer = HttpResponse(template(_center(request, pk)), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="merkez-calismalari.xlsx"'
    return answer
