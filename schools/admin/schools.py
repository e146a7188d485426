"""An institution in the ministry's admin: found by any spelling, its facts in one place, the ministry's acts as buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from schools import acts
from schools.forms import FORM_OF_ACT, SECTION_FORMS, GovernForm
from schools.models import School
from schools.permissions import may_govern
from workflow.admin.base import MinistryAdmin
from workflow.conflicts import Offer
from workflow.history.contexts import latest
from workflow.lifecycle import ADMINISTRATIVE
from workflow.refusals import Invalid, Refusal

from .facts import FACTS


@dataclass(frozen=True)
class Button:
    """An act on an institution, as the act bar shows it. ``takes_values``: the form's fields come as one ``values``."""

    name: str
    label: str
    perform: Callable[..., Any]
    purpose: str
    danger: bool = False
    takes_values: bool = False
    basis: str = ADMINISTRATIVE

    def form(self, school: School, data: Any) -> Form:
        if self.takes_values:
            return GovernForm(data, instance=School.objects.select_related("province").get(pk=school.pk))
        return FORM_OF_ACT[self.name](data)

    def offer(self, school: School, data: Any) -> Offer:
        """What changes values is compared with what was saved meanwhile; the caller holds the school's lock."""
        if self.takes_values:
            return Offer.of(school, partial(self.form, school), None, data)
        return Offer(self.form(school, data), "", None)


BUTTONS = {
    button.name: button
    for button in (
        Button(
            "govern_school",
            "Statüyü düzenle",
            acts.govern_school,
            "Kurum kodu, türü, bağlılığı ve ilçesi.",
            takes_values=True,
        ),
        Button("rename_school", "Adını değiştir", acts.rename_school, "Eski adı, günleriyle birlikte kalır."),
        Button("succeed_school", "Ardıl bağla", acts.succeed_school, "Birleşme, yeni kod veya bölünme."),
        Button(
            "close_school", "Kurumu kapat", acts.close_school, "Kapanan kurumun kodu yeniden verilmez.", danger=True
        ),
    )
}


class CodeFilter(admin.SimpleListFilter):
    title = "kurum kodu"
    parameter_name = "kod"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yok", "Kodu yok"), ("var", "Kodu var")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset if self.value() is None else queryset.filter(code__isnull=self.value() == "yok")


class OpenFilter(admin.SimpleListFilter):
    title = "açık / kapalı"
    parameter_name = "acik"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("evet", "Açık"), ("hayir", "Kapanmış")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        is_open = queryset.open_on(localdate())
        return is_open if self.value() == "evet" else queryset.exclude(pk__in=is_open.values("pk"))


@admin.register(School)
class SchoolAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Kurumlar"
    menu_rank = 10
    purpose = "Mesleki ve teknik eğitim kurumlarının kütüğü. Kayıtlar Bakanlık listesinden aktarılır, bilgileri bölüm bölüm düzenlenir."
    list_display = ["name", "code", "kind", "province", "district", "attached_to_gd", "closed_on"]
    list_filter = ["kind", "attached_to_gd", "is_private", CodeFilter, OpenFilter, "province"]
    list_select_related = ["province", "district"]
    search_fields = ["code"]
    search_help_text = "Okul adı veya kurum kodu; Türkçe harfler nasıl yazılırsa yazılsın bulunur."
    change_form_template = "schools/admin/school.html"
    inlines = FACTS
    fieldsets = [
        (None, {"fields": ["name", "code", "kind", "kind_label", "attached_to_gd", "is_private", "closed_on"]}),
        ("Yeri", {"fields": ["province", "district", "education_region", "registration_area", "address"]}),
        ("İletişim", {"fields": ["phone", "fax", "website", "latitude", "longitude", "address_code"]}),
        ("Kapasite ve kaynak", {"fields": ["addable_places", "listed_on", "updated_at"]}),
    ]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.named(search_term), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/islem/<slug:name>/", view, name="schools_school_act"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        school = self.get_object(request, object_id)
        context = self._record_context(request, school) if school else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def _record_context(self, request: HttpRequest, school: School) -> dict[str, Any]:
        may = may_govern(request.user, school)
        return {
            "acts": [
                {"act": button, "url": reverse("admin:schools_school_act", args=[school.pk, name])}
                for name, button in BUTTONS.items()
                if may
            ],
            "sections": [
                {"title": editor.title, "url": reverse("schools:edit", args=[school.pk, section])}
                for section, editor in SECTION_FORMS.items()
            ],
            "timeline": latest(school)["entries"],
        }

    @transaction.atomic
    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        school, button = self.get_object(request, str(pk)), BUTTONS.get(name)
        if school is None or button is None:
            raise Http404
        if request.method == "POST":
            School.objects.select_for_update(of=("self",)).get(pk=pk)
        record_url = reverse("admin:schools_school_change", args=[pk])
        offer = button.offer(school, request.POST if request.method == "POST" else None)
        if request.method == "POST" and offer.is_ready() and self._performed(request, school, button, offer.form):
            return redirect(record_url)
        context = {
            **self.admin_site.each_context(request),
            "title": button.label,
            "act": button,
            **offer.context(),
            "record": school,
            "record_url": record_url,
            "opts": self.opts,
            "open": may_govern(request.user, school),
        }
        return TemplateResponse(request, "workflow/admin/act.html", context)

    def _performed(self, request: HttpRequest, school: School, button: Button, form: Form) -> bool:
        details = {"values": form.cleaned_data} if button.takes_values else form.cleaned_data
        try:
            button.perform(school, by=request.user, on=localdate(), **details)
        except Invalid as refusal:
            for name, sentence in (refusal.faults or {"": str(refusal)}).items():
                form.add_error(name if name in form.fields else None, sentence)
            return False
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, f"{button.label}: işlem kayda geçti.")
        return True
