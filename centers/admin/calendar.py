"""Secret addresses of calendars in the ministry's admin: whose they are and of which centres, never the secret."""

from __future__ import annotations

from django.contrib import admin

from centers.models import CalendarAddress
from workflow.admin.base import MinistryAdmin


@admin.register(CalendarAddress)
class CalendarAddressAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Takvim adresleri"
    menu_rank = 40
    purpose = "Takvim programlarının okuduğu gizli adresler; sahibi “Takvim aboneliği” sayfasında alır ve kapatır."
    list_display = ["user", "center", "province", "made_on", "ended_on"]
    list_select_related = ["user", "center", "province"]
    readonly_fields = ["user", "center", "province", "made_on", "ended_on"]
    fields = readonly_fields
