"""Rounds of transfers in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from transfers.acts import ROUND
from transfers.forms.rounds import FORM_OF_ACT
from transfers.models import TransferRound
from transfers.rules.calendar import NAMES
from workflow.admin.acts import LifecycleAdmin

from .commissions import CommissionRulesInline


@admin.register(TransferRound)
class TransferRoundAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Nakil dönemleri"
    menu_rank = 5
    purpose = (
        "Bir öğretim yılının nakil takvimi, ölçütleri ve kura sayısı (Yönerge m. 8/2; takvim ve adımlar idari usuldür). "
        "Yeni dönem, sayfalardaki Nakil bölümünde “Dönem hazırla” ile açılır."
    )
    lifecycle = ROUND
    forms_of_acts = FORM_OF_ACT
    list_display = ["__str__", "criteria", "applications_from", "applications_until", "waiting_until", "status"]
    list_filter = ["status"]
    list_select_related = ["criteria"]
    inlines = [CommissionRulesInline]
    readonly_fields = [
        "school_year", "criteria", *NAMES, "retention_months", "note", "seed", "announced_on", "announced_by", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="öğretim yılı")
    def school_year(self, record: TransferRound) -> str:
        return record.school_year
