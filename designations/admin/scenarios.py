"""Scenarios in the ministry's admin: looked at; written, run and compared on their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from designations.models import Scenario
from workflow.admin.base import MinistryAdmin


@admin.register(Scenario)
class ScenarioAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "Senaryolar"
    menu_rank = 40
    purpose = "Değerlerin ülkede denenmesi; hiçbir kayıt değişmez. Senaryo, kendi sayfasında hazırlanır, çalıştırılır ve karşılaştırılır."
    list_display = ["name", "by", "saved_on", "as_of", "gains", "losses", "is_effect"]
    list_filter = ["is_effect", "saved_on"]
    list_select_related = ["by"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("result")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """A scenario has a page of its own."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect("designations:scenario", object_id)
