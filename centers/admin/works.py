"""The works of centres in the ministry's admin: to look at; the centres write them."""

from __future__ import annotations

from django.contrib import admin

from centers.acts import WORK
from centers.forms.works import FORM_OF_WORK
from centers.models import Work, WorkOutput, WorkPartner
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class WorkPartnerInline(MinistryInline):
    model = WorkPartner
    editors = ()
    fields = readonly_fields = ["name", "country_shown", "role"]

    @admin.display(description="Ülke")
    def country_shown(self, row: WorkPartner) -> str:
        return row.country_name


class WorkOutputInline(MinistryInline):
    model = WorkOutput
    editors = ()
    fields = readonly_fields = ["title", "address", "file", "added_on", "added_by"]


@admin.register(Work)
class WorkAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Merkez çalışmaları"
    menu_rank = 30
    purpose = (
        "Merkezlerin araştırmaları, iş birlikleri, projeleri, etkinlikleri ve tanıtımı (SMM Yönergesi m. 5/1-ç ilâ ğ). "
        "Çalışmaları merkezin koordinatörleri ve okul müdürü merkezin sayfasında yazar."
    )
    lifecycle = WORK
    forms_of_acts = FORM_OF_WORK
    list_display = ["title", "kind", "center", "starts_on", "ends_on", "status"]
    list_filter = ["status", "kind", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["title", "center__name"]
    inlines = [WorkPartnerInline, WorkOutputInline]
    readonly_fields = [
        "center", "kind", "title", "text", "fields", "starts_on", "ends_on", "responsible", "recorded_by", "partner", "partner_name",
        "country_shown", "programme", "reach", "budget", "currency", "place", "address", "announced_on", "channel", "audience",
        "result", "finished_on", "drop_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="Ülke")
    def country_shown(self, record: Work) -> str:
        return record.country_name or "–"
