"""The ministry's door: its admin site, and the admin pages of the journal, jobs and seals."""

from django.contrib import admin
from django.http import HttpRequest

from workflow.models import Job, JournalEntry, JournalSeal

from . import people
from .base import MinistryAdmin

__all__ = ["people"]


@admin.register(JournalEntry)
class JournalEntryAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Kayıt defteri"
    menu_rank = 10
    list_display = ["at", "record_label", "label", "before", "after", "by_name", "on"]
    list_filter = ["record_kind", "act"]
    search_fields = ["record_label", "by_name", "record_id"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    fields = [
        "record_kind",
        "record_id",
        "record_label",
        "sequence",
        "act",
        "label",
        "before",
        "after",
        "cites",
        "by_name",
        "on",
        "at",
        "details",
        "previous_hash",
        "hash",
    ]


@admin.register(JournalSeal)
class JournalSealAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Günlük mühürler"
    menu_rank = 20
    list_display = ["day", "entries", "last_entry", "head", "sealed_at"]
    fields = ["day", "entries", "last_entry", "head", "signature", "sealed_at"]


@admin.register(Job)
class JobAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Arka plan işleri"
    menu_rank = 30
    list_display = ["title", "state", "done", "total", "by", "created_at", "finished_at"]
    list_filter = ["state"]
    list_select_related = ["by"]

    def get_queryset(self, request: HttpRequest):
        # Administrators and auditors see everybody's jobs; on the pages each sees their own.
        return Job.objects.select_related("by")
