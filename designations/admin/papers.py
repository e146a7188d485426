"""Papers in the ministry's admin: looked at, opened as PDF, and given their Sayı."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from designations.acts import number_paper
from documents.choices import PaperStatus
from documents.models import Attachment, Paper
from workflow.admin.base import MinistryAdmin
from workflow.refusals import Invalid, Refusal
from workflow.templatetags.look import status_badge


class NumberForm(forms.Form):
    number = forms.CharField(label="Sayı", max_length=60, help_text="Belge yönetim sisteminin verdiği sayı.")
    dated_on = forms.DateField(label="Tarih", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class KindFilter(admin.SimpleListFilter):
    """Kinds of papers by the titles that stand on them."""

    title = "belge türü"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Paper.objects.order_by("kind").values_list("kind", "title").distinct("kind"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


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
        view = self.admin_site.admin_view(self.number_view)
        return [path("<int:pk>/sayi/", view, name="documents_paper_number"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        paper = self.get_object(request, object_id)
        needs_number = paper is not None and paper.status == PaperStatus.DRAFT and request.user.is_ministry
        context = {
            "title": str(paper),
            "number_url": reverse("admin:documents_paper_number", args=[paper.pk]) if needs_number else "",
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def number_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self.get_object(request, str(pk))
        if paper is None:
            raise Http404
        form = NumberForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                number_paper(paper, by=request.user, on=localdate(), **form.cleaned_data)
            except Invalid as refusal:
                for name, sentence in refusal.faults.items():
                    form.add_error(name, sentence)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{paper.title} resmîleşti; filigransız PDF hazır.")
                return redirect("admin:documents_paper_change", pk)
        context = {**self.admin_site.each_context(request), "title": "Sayı gir", "form": form, "record": paper}
        return TemplateResponse(request, "designations/admin/number.html", {**context, "opts": self.opts})


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
