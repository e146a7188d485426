"""How all schools stand to the four designations, as the last check of the country found it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from designations.models import Standing
from workflow.admin.base import MinistryAdmin

from .searching import SearchedBySchool


@admin.register(Standing)
class StandingAdmin(SearchedBySchool, MinistryAdmin):
    job = "Belirleme"
    menu_label = "Ülke taraması"
    menu_rank = 30
    list_display = ["school_name", "province", "type", "verdict", "unmet", "unknown", "as_of"]
    list_filter = ["type", "verdict", "school__province"]
    change_form_template = "designations/admin/standing.html"
    fields = ["school", "type", "verdict", "policy", "as_of", "checked_at"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        standing = self.get_object(request, object_id)
        findings = standing.findings if standing else []
        return super().change_view(request, object_id, form_url, {"findings": findings, **(extra_context or {})})
