"""Batches of applications in the admin: what was handed in, by whom and when it was settled; never whose they are."""

from __future__ import annotations

from django.contrib import admin

from transfers.models import ApplicationBatch
from workflow.admin.base import MinistryAdmin


@admin.register(ApplicationBatch)
class ApplicationBatchAdmin(MinistryAdmin):
    job = "Nakil"
    menu_label = "Toplu nakil başvuruları"
    menu_rank = 9
    purpose = (
        "Öğrenci sisteminin birlikte gönderdiği başvurular (Yönerge m. 8/2): kim, ne zaman, kaç başvuru. Sonuç belli olunca "
        "gönderilenler silinir; kalan, girilmiş başvurulardır."
    )
    list_display = ["round", "by", "count", "received_at", "settled_at"]
    list_filter = ["round"]
    list_select_related = ["round", "by"]
    fields = readonly_fields = ["round", "by", "count", "received_at", "settled_at", "job"]
