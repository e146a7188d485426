"""Sponsor schools in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from protocols.acts import SPONSOR
from protocols.forms.sponsors import FORM_OF_ACT
from protocols.models import SponsorAssignment
from workflow.admin.acts import LifecycleAdmin


@admin.register(SponsorAssignment)
class SponsorAssignmentAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Hami okullar"
    menu_rank = 18
    purpose = "Eksik mekânlar için hami okul önerileri ve görevlendirmeleri (Yönerge m. 8/5). Öneri, okulun sayfasında açılır."
    lifecycle = SPONSOR
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["name", "school", "sponsor", "starts_on", "ends_on", "weekly_hours", "status"]
    list_filter = ["status", "school__province"]
    list_select_related = ["school", "sponsor"]
    search_fields = ["name", "school__code", "sponsor__code"]
    readonly_fields = [
        "school", "sponsor", "code", "name", "starts_on", "ends_on", "until", "weekly_hours", "free_hours", "reason",
        "proposed_by", "offered_by", "decided_by", "decided_on", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
