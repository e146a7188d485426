"""Employment statistics and stars in the ministry's admin: looked at here, brought in by command."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from schools.models import Employment, EmploymentYear, SectorStar
from workflow.admin.base import MinistryAdmin


@admin.register(EmploymentYear)
class EmploymentYearAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "İstihdam istatistikleri"
    menu_rank = 40
    purpose = "İl ve sektör bazında çalışan sayıları, yıl yıl. İstatistik dosyası içe aktarma komutuyla gelir."
    list_display = ["said", "source", "is_synthetic", "is_current", "row_count", "imported_at"]
    fields = ["year", "source", "is_synthetic", "is_current", "imported_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(row_count=Count("rows"))

    @admin.display(description="Yıl", ordering="year")
    def said(self, year: Any) -> str:
        return str(year.year)  # a year has no thousands

    @admin.display(description="Satır", ordering="row_count")
    def row_count(self, year: Any) -> int:
        return year.row_count


@admin.register(SectorStar)
class SectorStarAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Sektör yıldızları"
    menu_rank = 50
    purpose = (
        "Sektörlerin illerdeki yıldızları: büyüklük, başatlık, uzmanlaşma. Kullanımdaki istatistikten hesaplanır."
    )
    list_display = ["province", "nace", "stars", "employees", "measures", "year"]
    list_filter = ["stars", "year", "nace", "province"]
    list_select_related = ["province", "year"]
    search_fields = ["nace"]
    search_help_text = "NACE bölümü (iki rakam)."

    @admin.display(description="Büyüklük · başatlık · uzmanlaşma")
    def measures(self, star: SectorStar) -> str:
        """The three measures with two decimals, each with its star."""
        values = (
            (star.size, star.size_star),
            (star.dominance, star.dominance_star),
            (star.specialisation, star.specialisation_star),
        )
        return " · ".join(f"{value:.3f}".replace(".", ",") + (" ★" if earned else "") for value, earned in values)


@admin.register(Employment)
class EmploymentAdmin(MinistryAdmin):
    list_display = ["year", "province", "nace", "workplaces", "employees"]
    list_filter = ["year", "province"]
    list_select_related = ["province", "year"]
    search_fields = ["nace"]
