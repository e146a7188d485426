"""The quality of the register's data in the ministry's admin: to read; the check is begun on its own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from schools.models import QualityItem, QualityMonth, QualityRun, QualityScore
from schools.querysets import of_named
from schools.rules.quality import TITLES
from workflow.admin.base import MinistryAdmin


class OfSchool(MinistryAdmin):
    """Rows of a school, found by its name however its Turkish letters are typed, or by its code."""

    job = "Kurumlar"
    search_fields = ["school__code"]
    search_help_text = "Okul adı veya kurum kodu; Türkçe harfler nasıl yazılırsa yazılsın bulunur."
    list_select_related = ["school", "school__province"]

    @admin.display(description="Okul", ordering="school__name")
    def school_name(self, record: Any) -> str:
        return str(record.school.name)

    @admin.display(description="İl", ordering="school__province__name")
    def province(self, record: Any) -> str:
        return str(record.school.province.name)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return of_named(queryset, search_term), False


@admin.register(QualityItem)
class QualityItemAdmin(OfSchool):
    menu_label = "Düzeltilecek bilgiler"
    menu_rank = 40
    purpose = "Kütükte eksik, eskimiş veya çelişkili bilgiler, sorumlusuyla. Her gece yeniden bakılır; düzelen bilgi günüyle kalır."
    list_display = ["school_name", "province", "kind", "title", "sentence", "owner", "first_seen", "gone_on"]
    list_filter = ["kind", "owner", "first_seen", "school__province"]
    fields = ["school", "kind", "title", "sentence", "owner", "points", "first_seen", "gone_on"]
    readonly_fields = ["title"]

    @admin.display(description="Ne düzeltilecek", ordering="check_id")
    def title(self, item: QualityItem) -> str:
        return TITLES.get(item.check_id, item.check_id)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """An item stands on its school's page, with the field that mends it."""
        item = self.get_object(request, object_id)
        if item is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect("schools:quality_school", item.school_id)


@admin.register(QualityScore)
class QualityScoreAdmin(OfSchool):
    menu_label = "Okulların veri kalitesi"
    menu_rank = 41
    purpose = "Her okulun aylara göre puanı, en düşüğü başta; ayın son denetiminden kalır."
    ordering = ["-month", "score", "pk"]
    list_display = ["school_name", "province", "month", "score", "missing", "stale", "contradictory"]
    list_filter = ["month", "school__province"]
    fields = ["school", "month", "score", "missing", "stale", "contradictory", "as_of"]


@admin.register(QualityMonth)
class QualityMonthAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "İllerin veri kalitesi"
    menu_rank = 42
    purpose = "İllerin ve ülkenin aylara göre ortalama puanı; ayın son denetiminden kalır."
    list_display = ["__str__", "month", "score", "schools", "missing", "stale", "contradictory", "opened", "mended"]
    list_filter = ["month", "province"]
    list_select_related = ["province"]
    fields = [
        "province",
        "month",
        "score",
        "schools",
        "missing",
        "stale",
        "contradictory",
        "opened",
        "mended",
        "as_of",
    ]


@admin.register(QualityRun)
class QualityRunAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Veri kalitesi denetimleri"
    menu_rank = 43
    purpose = (
        "Bütün okulların bilgilerinin denetlenmesi; her gece ve istek üzerine. Kendi sayfasında başlatılır ve izlenir."
    )
    list_display = ["as_of", "started_at", "finished_at", "schools", "items", "opened", "mended", "by"]
    list_filter = ["as_of"]
    list_select_related = ["by"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """A check has a page of its own."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect(reverse("schools:quality_run", args=[object_id]))
