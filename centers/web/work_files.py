"""Works of a centre brought by a table, and the table to fill in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from centers.acts.work_tables import FaultyWorks, plan_all
from centers.choices import STANDING
from centers.models import Center
from centers.permissions.works import may_plan_work
from centers.work_files import BroughtWorks, read_works, template
from workflow.refusals import Refusal

from .sending import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorksFileForm(forms.Form):
    file = forms.FileField(
        label="Çalışma dosyası",
        help_text="Excel (.xlsx) veya CSV; en çok 500 satır. Bir satırda hata varsa hiçbir çalışma yazılmaz.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def _center(request: HttpRequest, pk: int) -> Center:
    center: Center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if not may_plan_work(request.user, center) or center.status not in STANDING:
        raise PermissionDenied("Çalışmaları, faaliyetteki merkezin koordinatörleri ve okul müdürü yazar.")
    return center


def works_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Works brought by a file: all of them, or the faults, each by its cell."""
    center = _center(request, pk)
    posted = request.method == "POST"
    form = WorksFileForm(request.POST, request.FILES) if posted else WorksFileForm()
    brought = BroughtWorks()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        brought = read_works(file.read(), file.name, center, request.user)
        if not brought.marks and _written(request, center, brought, form):
            messages.success(request, f"{len(brought.asked)} çalışma yazıldı.")
            return redirect(f"{reverse('centers:center', args=[pk])}#calismalar")
    back = f"{reverse('centers:center', args=[pk])}#calismalar"
    context = {"form": form, "center": center, "marks": brought.marks, "back": back}
    return render(request, "centers/works/file.html", context)


def _written(request: HttpRequest, center: Center, brought: BroughtWorks, form: forms.Form) -> bool:
    try:
        plan_all(center, brought.asked, by=request.user, on=localdate())
    except FaultyWorks as refusal:
        brought.marks = brought.mark(refusal.by_place)
    except Refusal as refusal:
        show(form, refusal)
    else:
        return True
    return False


def works_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The table to fill in."""
    answer = HttpResponse(template(_center(request, pk)), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="merkez-calismalari.xlsx"'
    return answer
