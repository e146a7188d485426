"""The steps of what centres send, and the notes of returns, in the ministry's admin: to look at only."""

from __future__ import annotations

from django.contrib import admin

from centers.models import ChainNote, ChainStep
from workflow.admin.base import MinistryAdmin


@admin.register(ChainStep)
class ChainStepAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Zincirdeki adımlar"
    menu_rank = 40
    purpose = "Merkezlerin gönderdiği kayıtların okul, ilçe, il ve Genel Müdürlükteki adımları (SMM Yönergesi m. 5/3)."
    list_display = ["record_label", "level", "came_on", "left_on", "move", "by"]
    list_filter = ["level", "move"]
    list_select_related = ["center", "by"]
    readonly_fields = [
        "center", "record_label", "level", "came_on", "left_on", "move", "by", "note", "stood_in",
    ]  # fmt: skip
    fields = readonly_fields


@admin.register(ChainNote)
class ChainNoteAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "İade notları"
    menu_rank = 41
    purpose = "Merkeze iade edilen kayıtların bölümleri için yazılanlar ve merkezin yanıtları (SMM Yönergesi m. 5/3)."
    list_display = ["step", "part_name", "text", "answered_on"]
    list_filter = ["answered_on"]
    list_select_related = ["step"]
    readonly_fields = ["step", "part_name", "text", "answer", "answered_on", "answered_by"]
    fields = readonly_fields
