"""Quotas of transfers in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from transfers.acts import QUOTA
from transfers.forms.places import places_of
from transfers.forms.quotas import FORM_OF_ACT
from transfers.models import Quota
from transfers.rules.quotas import PLACES, RESERVED
from workflow.admin.acts import LifecycleAdmin


@admin.register(Quota)
class QuotaAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Nakil kontenjanları"
    menu_rank = 7
    purpose = (
        "Bölge okullarının ve sektöre entegre okulların 11. sınıf nakil kontenjanları (Yönerge m. 8/2, 8/3). Öneri, okul veya il "
        "müdürlüğünce sayfalarda yapılır; onay Genel Müdürlüğündür."
    )
    lifecycle = QUOTA
    forms_of_acts = FORM_OF_ACT
    list_display = ["school", "field", "branch", "round", *PLACES, "status"]
    list_filter = ["status", "round", "school__province"]
    list_select_related = ["school", "field", "branch", "round"]
    search_fields = ["school__code", "field__name"]
    readonly_fields = [
        "round", "school", "field", "branch", "grade", *PLACES, "provision", "reserved_for", *RESERVED, "holds_reserved",
        "proposed_by", "decided_by", "decided_on", "remark", "change", "asked_by", "asked_on", "asked_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="önerilen yer değişikliği")
    def change(self, record: Quota) -> str:
        return "; ".join(f"{row.label} {row.now} → {row.asked}" for row in places_of(record) if row.changes) or "–"
