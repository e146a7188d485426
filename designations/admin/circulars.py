"""Circulars in the ministry's admin: looked at; written and printed on their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from designations.models import Circular
from workflow.admin.base import MinistryAdmin


@admin.register(Circular)
class CircularAdmin(MinistryAdmin):
    job = "Belirleme"
    menu_label = "Toplu yazılar"
    menu_rank = 45
    purpose = "Aynı metnin her okul için ayrı yazı olarak valiliklere hazırlanması. Yazı, kendi sayfasında hazırlanır ve izlenir."
    list_display = ["subject", "by", "ordered_on", "created_at"]
    list_filter = ["ordered_on"]
    list_select_related = ["by"]
    search_fields = ["subject"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """A circular has a page of its own, with its letters."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect("designations:circular", object_id)
