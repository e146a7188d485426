"""The Ministry's guides to monitoring as pages: which is in force, what each asks, and its file (smm/11/3)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from centers.acts import keep_guide_file
from centers.forms.guides import GuideFileForm
from centers.models import MonitoringGuide
from centers.permissions.guides import may_keep_guide, may_read_guide
from documents.intake import FileRefused, note_on_copies
from workflow.choices import VersionStatus
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .sending import sent


def _guide(request: HttpRequest, pk: int) -> MonitoringGuide:
    """A draft is the ministry's own paper."""
    found = get_object_or_404(MonitoringGuide.objects.select_related("file__uploaded_by"), pk=pk)
    if not may_read_guide(request.user, found):
        raise Http404("Böyle bir kılavuz yok.")
    return found


def guides(request: HttpRequest) -> HttpResponse:
    """All versions that the reader sees, the newest first."""
    rows = MonitoringGuide.objects.select_related("file")
    in_force = MonitoringGuide.objects.in_force(localdate())
    seen = [one for one in rows if may_read_guide(request.user, one)]
    return render(request, "centers/guides/list.html", {"guides": seen, "in_force": in_force})


def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its days, its file, its indicators and statements."""
    record = _guide(request, pk)
    is_draft = record.status == VersionStatus.DRAFT
    context = {
        "record": record,
        "indicators": record.indicators.order_by("code"),
        "statements": record.statements.order_by("number"),
        "may_bring": is_draft and may_keep_guide(request.user, record),
        "is_in_force": MonitoringGuide.objects.in_force(localdate()) == record,
    }
    return render(request, "centers/guides/guide.html", context)


def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """The guide itself, as a file; a later one takes its place while the version is a draft."""
    record = _guide(request, pk)
    if not may_keep_guide(request.user, record):
        raise PermissionDenied("Kılavuzu Genel Müdürlük hazırlar (SMM Yönergesi m. 11/3).")
    form, back = GuideFileForm(sent(request), request.FILES or None), reverse("centers:guide", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = keep_guide_file(record, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Kılavuzun dosyası kaydedildi. {note_on_copies(made)}".strip())
            return redirect(back)
    return render(request, "centers/guides/bring.html", {"form": form, "record": record, "back": back})


def file(request: HttpRequest, pk: int) -> FileResponse:
    """The guide as it came in, byte for byte."""
    kept = _guide(request, pk).file
    if kept is None:
        raise Http404("Bu sürümün dosyası yok.")
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
