"""How all schools stand to the four designations, as the last check of the country found it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string

from designations.models import Standing
from workflow.admin.base import MinistryAdmin
from workflow.templatetags.look import status_badge

from .searching import SearchedBySchool


@admin.register(Standing)
class StandingAdmin(SearchedBySchool, MinistryAdmin):
    job = "Belirleme"
    menu_label = "Ülke taraması"
    menu_rank = 30
    purpose = (
        "Her okulun dört özelliğe göre durumu; her gece yeniden hesaplanır. Sonuç bir ön bilgidir, karar değildir."
    )
    list_display = ["school_name", "province", "type", "outcome", "unmet", "unknown", "as_of"]
    ordering = ["school__province__name", "school__name", "pk"]
    list_filter = ["type", "verdict", "school__province"]
    change_form_template = "designations/admin/standing.html"
    fields = ["school", "type", "verdict", "policy", "as_of", "checked_at"]

    @admin.display(description="Sonuç", ordering="verdict")
    def outcome(self, standing: Standing) -> str:
        """The verdict as in all lists: by word and icon."""
        badge = status_badge(standing.verdict, standing.get_verdict_display())
        return render_to_string("components/badge.html", badge)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        standing = self.get_object(request, object_id)
        findings = standing.findings if standing else []
        return super().change_view(request, object_id, form_url, {"findings": findings, **(extra_context or {})})
