"""Search in lists of records of a school: by code, or by name however its Turkish letters are typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from schools.querysets import of_named


class SearchedBySchool:
    """For an admin list whose rows have a ``school``; shows the school's name and province as columns."""

    search_fields = ["school__code"]
    search_help_text = "Okul adı veya kurum kodu; Türkçe harfler nasıl yazılırsa yazılsın bulunur."
    list_select_related = ["school", "school__province"]

    @admin.display(description="Okul", ordering="school__name")
    def school_name(self, record: Any) -> str:
        return record.school.name

    @admin.display(description="İl", ordering="school__province__name")
    def province(self, record: Any) -> str:
        return record.school.province.name

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return of_named(queryset, search_term), False
