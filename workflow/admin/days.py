"""The administration's days off in the admin, beyond the public holidays of the law."""

from __future__ import annotations

from django.contrib import admin

from accounts.choices import MINISTRY_ROLES, Role
from workflow.models import DayOff

from .base import MinistryAdmin


@admin.register(DayOff)
class DayOffAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "İdari izin günleri"
    menu_rank = 70
    purpose = (
        "Resmî tatillere ek olarak idari izin verilen günler. İş günü sayaçları bu günlerde durur; "
        "resmî tatiller ve dinî bayramlar kendiliğinden bilinir, burada yazılmaz."
    )
    editors = MINISTRY_ROLES | {Role.ADMINISTRATOR}
    list_display = ["day", "name", "source"]
    search_fields = ["name", "source"]
    date_hierarchy = "day"
