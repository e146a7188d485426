"""Bulk acts in the admin, to be read: what was asked, by whom, and what came of each record."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from workflow.models import BulkAct

from .base import MinistryAdmin


@admin.register(BulkAct)
class BulkActAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Toplu işlemler"
    menu_rank = 40
    purpose = (
        "Listelerden başlatılan toplu işlemler; yenisi listenin üstündeki “Toplu işlem” bağlantısıyla başlatılır."
    )
    list_display = ["label", "title", "words", "by", "ordered_on", "status", "page"]
    list_filter = ["status", "listing"]
    list_select_related = ["by"]
    search_fields = ["label", "words"]
    fields = ["label", "title", "words", "by", "ordered_on", "confirmed_on", "status", "page"]
    readonly_fields = fields

    @admin.display(description="Sayfası")
    def page(self, bulk: BulkAct) -> str:
        return format_html('<a href="{}">Sonuçları aç</a>', reverse("workflow:bulk_act", args=[bulk.pk]))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
