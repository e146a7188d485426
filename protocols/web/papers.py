"""The papers and the signed copy of a protocol, for everybody who sees the protocol: also where its schools lie apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from documents.choices import PaperStatus
from documents.intake import FileRefused
from documents.models import Paper
from protocols.acts.documents import TAKES, keep_signed_copy
from protocols.models import Amendment, Protocol
from protocols.papers import reading_of
from protocols.permissions import may_sign
from protocols.snapshots import base_of, text_on
from workflow.at_once import only
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .text import DayForm, closed_to, find, sent

KINDS = {"protokol": Protocol, "ek": Amendment}
PAGES = {"protokol": "protocols:detail", "ek": "protocols:amendment"}


class CopyForm(forms.Form):
    file = forms.FileField(
        label="İmzalı metin",
        help_text="Taranmış PDF, PNG, JPEG; e-imzalı PDF ya da e-imza dosyası (p7s, p7m, imz). Özeti (SHA-256) saklanır.",
    )


def record_named(request: HttpRequest, what: str, pk: int) -> Any:
    """The protocol (``protokol``) or the amendment (``ek``) of this key, where the user sees it."""
    if what not in KINDS:
        raise Http404
    return get_object_or_404(KINDS[what].objects.visible_to(request.user), pk=pk)


def text_paper(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """The printed text; not there while it is being printed."""
    paper = only(printed(record_named(request, what, pk)))
    if paper is None or not paper.file:
        raise Http404("Belge henüz basılmadı.")
    name = f"{paper.kind}-{paper.code}.pdf"
    return FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=name)


def printed(record: Any) -> QuerySet[Paper]:
    """The last paper that stands; what was opened again after it was printed does not."""
    return Paper.objects.of(record).exclude(status=PaperStatus.WITHDRAWN).order_by("-created_at", "-pk")[:1]  # type: ignore[no-any-return]


def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as PDF, as it stands today or held on another day; of a draft with a watermark."""
    protocol = find(request, pk)
    form = DayForm(request.GET or None)
    on = (form.cleaned_data["gun"] if form.is_valid() else None) or localdate()
    contents = text_on(protocol, on) if protocol.signed_on else base_of(protocol)
    file = reading_of(protocol, contents, on)
    name = f"protokol-{protocol.pk}-{on:%Y-%m-%d}.pdf"
    return HttpResponse(
        file, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def copy(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """The signed copy that was kept."""
    document = record_named(request, what, pk).document
    if document is None:
        raise Http404("İmzalı metin eklenmedi.")
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.media_type
    )


def bring_copy(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    record = record_named(request, what, pk)
    form = CopyForm(sent(request), request.FILES or None)
    back = reverse(PAGES[what], args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            keep_signed_copy(record, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İmzalı metin eklendi.")
            return redirect(back)
    context = {
        "protocol": find(request, record.pk if isinstance(record, Protocol) else record.protocol_id),
        "amendment": record if isinstance(record, Amendment) else None,
        "form": form,
        "title": "İmzalı metni ekle",
        "lead": "Bütün tarafların imzaladığı metnin taranmış hâli veya e-imzalı PDF’i. Eklendikten sonra değiştirilemez.",
        "back": back,
        "submit": "Ekle",
        "empty": closed_to(request, _takes_copy(request.user, record)),
    }
    return render(request, "protocols/part.html", context)


def _takes_copy(user: Any, record: Any) -> bool:
    return record.document_id is None and record.status in TAKES and may_sign(user, record)


def parts(user: Any, record: Any, papers: QuerySet[Paper]) -> dict[str, Any]:
    """What the page of a protocol or of an amendment says of its papers; ``papers``: the :func:`printed` one."""
    what = "protokol" if isinstance(record, Protocol) else "ek"
    paper = only(papers)
    return {
        "paper_label": paper.title if paper else "",
        "paper_url": reverse("protocols:text_paper", args=[record.pk, what]) if paper and paper.file else "",
        "copy_url": reverse("protocols:copy", args=[record.pk, what]) if record.document_id else "",
        "bring_copy_url": (
            reverse("protocols:bring_copy", args=[record.pk, what]) if _takes_copy(user, record) else ""
        ),
    }
