"""Editing one section of a school's record; the same page shows it to those who may not change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from legislation.provisions import provision
from schools.forms import SECTION_FORMS
from schools.models import School
from schools.permissions import may_edit
from workflow.refusals import Refusal


def edit(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("province", "district"), pk=pk)
    editor = SECTION_FORMS.get(section)
    if editor is None:
        raise Http404
    may = may_edit(request.user, school)
    bound = editor.bind(school, on=localdate(), data=request.POST if request.method == "POST" and may else None)
    if request.method == "POST":
        try:
            if may and editor.save(bound, by=request.user, on=localdate()):
                messages.success(request, f"“{editor.title}” kaydedildi. Bulgular yeni bilgilerle hesaplanır.")
                return redirect("designations:school", pk)
        except Refusal as refusal:
            bound.guarding.add_error(None, str(refusal))
    context = {
        "school": school,
        "editor": editor,
        "bound": bound,
        "may_edit": may,
        "provision": provision(editor.provision) if editor.provision else None,
        "others": [(name, other.title) for name, other in SECTION_FORMS.items()],
    }
    return render(request, "schools/edit.html", context)
