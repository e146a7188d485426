"""How all schools stand to the four designations, as the last check of the country found it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from designations.models import CountryCheck, Standing, StandingChange
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


@admin.register(StandingChange)
class StandingChangeAdmin(SearchedBySchool, MinistryAdmin):
    job = "Belirleme"
    menu_label = "Değişen durumlar"
    menu_rank = 31
    purpose = (
        "İki tarama arasında başka bir listeye geçen okullar, nedeniyle. Her taramadan sonra kendiliğinden yazılır."
    )
    list_display = ["school_name", "province", "type", "before", "after", "on"]
    list_filter = ["type", "after", "on"]
    fields = ["school", "type", "on", "before", "after", "causes", "found_by"]


@admin.register(CountryCheck)
class CountryCheckAdmin(MinistryAdmin):
    job = "Belirleme"
    menu_label = "Taramalar"
    menu_rank = 32
    purpose = "Bütün okulların dört özellik için denetlenmesi; her gece ve istek üzerine. Kendi sayfasında başlatılır ve izlenir."
    list_display = ["kind", "as_of", "started_at", "finished_at", "schools", "changed", "by"]
    list_filter = ["kind", "as_of"]
    list_select_related = ["by"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """A check has a page of its own."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect("designations:country_check", object_id)
