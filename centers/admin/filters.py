"""Filters of the admin's lists of centres."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from centers.models.plans import FIRST_YEAR
from centers.querysets import not_reported


class NotReported(admin.SimpleListFilter):
    """The centres that were open in a year and have sent no report of it (smm/11/2)."""

    title = "raporunu göndermediği yıl"
    parameter_name = "rapor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(year), str(year)) for year in range(localdate().year, FIRST_YEAR - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        year = self.value()
        if year is None or not (year.isdecimal() and FIRST_YEAR <= int(year) <= localdate().year):
            return queryset
        return not_reported(queryset, int(year), last_of_year=date(int(year), 12, 31))


class Waiting(admin.SimpleListFilter):
    """What travels the chain and has its next step with who looks (smm/5/3)."""

    title = "sıra kimde"
    parameter_name = "bende"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "Sırası bende olanlar")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.under_way().waiting_for(request.user, localdate()) if self.value() == "1" else queryset
