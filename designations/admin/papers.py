"""Papers in the ministry's admin: looked at, opened as PDF, and given their Sayı."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from designations.acts import correct_paper_number, number_paper, withdraw_paper
from designations.forms.papers import CorrectForm, NumberForm, VoidForm
from documents.choices import PaperStatus
from documents.models import Attachment, Paper, PaperPlace
from workflow.admin.base import MinistryAdmin, MinistryInline
from workflow.listing.distinct import values_of
from workflow.models import JournalEntry
from workflow.refusals import Invalid, Refusal
from workflow.templatetags.look import status_badge


@dataclass(frozen=True)
class PaperAct:
    """An act on a paper, as its page offers it in these states of the paper."""

    name: str
    label: str
    form: type[forms.Form]
    perform: Callable[..., Paper]
    states: frozenset[str]
    intro: str
    done: str
    danger: bool = False


ACTS = {
    act.name: act
    for act in (
        PaperAct(
            "sayi",
            "Sayı gir",
            NumberForm,
            number_paper,
            frozenset({PaperStatus.DRAFT}),
            "Sayı, belge yönetim sisteminin verdiği sayıdır; burada üretilmez. Girilince belge filigransız basılır.",
            "resmîleşti; filigransız PDF hazır.",
        ),
        PaperAct(
            "duzelt",
            "Sayıyı düzelt",
            CorrectForm,
            correct_paper_number,
            frozenset({PaperStatus.OFFICIAL}),
            "Yanlış yazılan Sayı veya tarih düzeltilir; önceki hâli kayıt defterinde ve eski dosyayla birlikte kalır.",
            "düzeltildi; yeni PDF hazır.",
        ),
        PaperAct(
            "hukumsuz",
            "Hükümsüz kıl",
            VoidForm,
            withdraw_paper,
            frozenset({PaperStatus.DRAFT, PaperStatus.OFFICIAL}),
            "Hükümsüz belgeye dayanarak işlem yapılamaz; doğrulama sayfası bunu söyler.",
            "hükümsüz kılındı.",
            danger=True,
        ),
    )
}


class KindFilter(admin.SimpleListFilter):
    """Kinds of papers by the titles that stand on them."""

    title = "belge türü"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return values_of(Paper, "kind", "title")  # type: ignore[return-value]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class PaperPlaceInline(MinistryInline):
    """The other institutions under which the paper is found."""

    model = PaperPlace
    editors = frozenset()


@admin.register(Paper)
class PaperAdmin(MinistryAdmin):
    job = "Belirleme"
    menu_label = "Belgeler"
    menu_rank = 40
    purpose = "Karar, ret, iade ve iptal yazıları ile alındı belgeleri. Belge, Sayı girilene kadar taslaktır."
    list_display = ["title", "school", "province", "state", "number", "dated_on", "pdf"]
    list_filter = ["status", KindFilter, "province"]
    list_select_related = ["province"]
    search_fields = ["number", "code", "school_code"]
    fields = ["title", "status", "number", "dated_on", "code", "school_code", "province", "sha256", "pdf"]
    readonly_fields = ["pdf"]
    inlines = [PaperPlaceInline]
    change_form_template = "designations/admin/paper.html"

    @admin.display(description="Durum", ordering="status")
    def state(self, paper: Paper) -> str:
        return render_to_string("components/badge.html", status_badge(paper.status, paper.get_status_display()))

    @admin.display(description="Kurum")
    def school(self, paper: Paper) -> str:
        return paper.content.get("school", {}).get("name", "")

    @admin.display(description="PDF")
    def pdf(self, paper: Paper) -> str:
        if not paper.file:
            return "hazırlanıyor"
        return format_html('<a href="{}">PDF’yi aç</a>', reverse("documents:paper_pdf", args=[paper.pk]))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        number = path("<int:pk>/sayi/", view, {"name": "sayi"}, name="documents_paper_number")
        return [number, path("<int:pk>/islem/<slug:name>/", view, name="documents_paper_act"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        paper = self.get_object(request, object_id)
        context = self._record_context(request, paper) if paper else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def _record_context(self, request: HttpRequest, paper: Paper) -> dict[str, Any]:
        acts = [act for act in ACTS.values() if paper.status in act.states and request.user.is_ministry]
        return {
            "acts": [{"act": act, "url": reverse("admin:documents_paper_act", args=[paper.pk, act.name])} for act in acts],
            "timeline": JournalEntry.objects.of(paper).select_related("by").reverse()[:200],
            "record_url": _record_url(paper),
        }  # fmt: skip

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        paper, act = self.get_object(request, str(pk)), ACTS.get(name)
        if paper is None or act is None:
            raise Http404
        form = act.form(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._performed(request, paper, act, form):
            return redirect("admin:documents_paper_change", pk)
        context = {**self.admin_site.each_context(request), "title": act.label, "act": act, "form": form}
        context |= {
            "record": paper,
            "opts": self.opts,
            "open": paper.status in act.states and request.user.is_ministry,
        }
        return TemplateResponse(request, "designations/admin/number.html", context)

    def _performed(self, request: HttpRequest, paper: Paper, act: PaperAct, form: forms.Form) -> bool:
        try:
            act.perform(paper, by=request.user, on=localdate(), **form.cleaned_data)
        except Invalid as refusal:
            for name, sentence in (refusal.faults or {"": str(refusal)}).items():
                form.add_error(name if name in form.fields else None, sentence)
            return False
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, f"{paper.title} {act.done}")
        return True


def _record_url(paper: Paper) -> str:
    """The page of the record whose act the paper tells; empty where it has none."""
    try:
        return reverse(f"admin:{paper.record_kind.replace('.', '_')}_change", args=[paper.record_id])
    except NoReverseMatch:
        return ""


@admin.register(Attachment)
class AttachmentAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Ek dosyalar"
    menu_rank = 40
    purpose = "Dosyalara kanıt olarak yüklenen belgeler, özet değerleriyle."
    list_display = ["name", "media_type", "size", "scan", "uploaded_by", "uploaded_at"]
    list_filter = ["media_type", "scan"]
    list_select_related = ["uploaded_by"]
    search_fields = ["name", "sha256"]
    fields = ["name", "media_type", "size", "sha256", "scan", "school_code", "uploaded_by", "uploaded_at"]
