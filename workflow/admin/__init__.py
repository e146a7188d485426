"""The ministry's door: its admin site, and the admin pages of the journal, people, webhooks and jobs."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.choices import Role
from workflow.models import Errand, Job

from . import bulk, days, journal, law, people, requests, together, webhooks
from .base import MinistryAdmin

__all__ = ["bulk", "days", "journal", "law", "people", "requests", "together", "webhooks"]


@admin.register(Errand)
class ErrandAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "İşlem sonrası görevler"
    menu_rank = 35
    purpose = "İşlemlerden sonra yapılanlar: belgeler, bildirimler. Bitmeyenler kendiliğinden yeniden denenir."
    viewers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    list_display = ["task", "attempts", "created_at", "tried_at", "done_at", "fault"]
    list_filter = [("done_at", admin.EmptyFieldListFilter)]


@admin.register(Job)
class JobAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Arka plan işleri"
    menu_rank = 30
    purpose = "Uzun süren işler: içe aktarmalar, ülke taramaları. Başlatılan iş burada izlenir."
    list_display = ["title", "state", "done", "total", "by", "created_at", "finished_at"]
    list_filter = ["state"]
    list_select_related = ["by"]

    def get_queryset(self, request: HttpRequest):
        # Administrators and auditors see everybody's jobs; on the pages each sees their own.
        return Job.objects.select_related("by")
