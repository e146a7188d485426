"""Pages about papers: verification for everybody, and the papers of one's own scope."""

from __future__ import annotations

import hashlib

from django import forms
from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from accounts.scopes import Scope
from documents import verification
from documents.models import Attachment, Paper

TRIES = 60  # codes that one address may try in TRY_WINDOW seconds
TRY_WINDOW = 600
MOST_BYTES = 20 * 1024 * 1024


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Doğrulama kodu", max_length=20, help_text="Belgenin altındaki kod; örnek: ABCD-EFGH-2345."
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label="Elinizdeki dosya", help_text="Dosya saklanmaz; yalnız özeti (SHA-256) belgeninkiyle karşılaştırılır."
    )


def _too_many(request: HttpRequest) -> bool:
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, TRY_WINDOW)
    return cache.incr(key) > TRIES


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Asks for a code and goes to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = verification.verify(form.cleaned_data["code"], on=localdate()) if not _too_many(request) else None
        if found:
            return redirect("documents:verify_code", code=found.paper.code)
        form.add_error("code", "Bu kodla doğrulanabilir bir belge yok. Kodu belgeden yeniden okuyun.")
    return render(request, "documents/verify.html", {"form": form})


@login_not_required
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """How a paper and what it decided stand today and on its date; compares a file's hash."""
    if _too_many(request):
        return render(request, "429.html", status=429)
    found = verification.verify(code, on=localdate())
    if found is None:
        raise Http404("Bu kodla doğrulanabilir bir belge yok.")
    form = FileForm(request.POST or None, request.FILES or None)
    matched, compared = None, False
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            form.add_error("file", "Dosya çok büyük.")
        else:
            compared = True
            file = verification.match(found.paper, hashlib.sha256(upload.read()).hexdigest())
            matched = verification.sentence_of(file, found.paper) if file else None
    context = {
        "found": found,
        "paper": found.paper,
        "form": form,
        "compared": compared,
        "matched": matched,
        "items": _items(found.paper, found),
    }
    response = render(request, "documents/verified.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _items(paper: Paper, found: verification.Verified) -> list[dict[str, str]]:
    school = paper.content.get("school", {})
    return [
        {"term": "Belge", "value": paper.title},
        {"term": "Durumu", "value": paper.get_status_display()},
        {"term": "Sayı", "value": paper.number or "henüz verilmedi"},
        {"term": "Tarih", "value": f"{paper.dated_on:%d.%m.%Y}" if paper.dated_on else "henüz verilmedi"},
        {"term": "Konu", "value": paper.content.get("subject", "")},
        {"term": "Kurum", "value": f"{school.get('name', '')} ({school.get('code', '')})"},
        {"term": "Bugünkü hukuki durum", "value": found.today or "–"},
        {"term": "Belge tarihindeki durum", "value": found.then or "belge henüz tarihlenmedi"},
    ]


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    return render(request, "documents/paper.html", {"paper": record, "files": record.files.all()})


def paper_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    if not record.file:
        raise Http404("Belge henüz basılmadı.")
    return FileResponse(
        record.file.open("rb"), content_type="application/pdf", filename=f"{record.kind}-{record.code}.pdf"
    )


def attachment(request: HttpRequest, pk: str) -> HttpResponse:
    """A file that came in, always as a download, for those whose scope holds its school or who brought it.

    Files with personal data are given out by the page of their record alone, which writes down who reads them.
    """
    record = get_object_or_404(Attachment, pk=pk, holds_personal_data=False)
    scope = request.user.scope
    if not (record.uploaded_by_id == request.user.pk or scope.everywhere or _in_scope(record, scope)):
        raise Http404
    return FileResponse(
        record.file.open("rb"), as_attachment=True, filename=record.name, content_type=record.media_type
    )


def _in_scope(record: Attachment, scope: Scope) -> bool:
    """Whether the file's institution lies in the scope; the register stands above this room, so it is asked by name."""
    schools = apps.get_model("schools", "School").objects
    return bool(record.school_code) and schools.filter(scope.q(), code=record.school_code).exists()
