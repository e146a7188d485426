"""Stakeholders in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from accounts.masking import mask_contact
from protocols.models import Stakeholder
from workflow.admin.base import MinistryAdmin


@admin.register(Stakeholder)
class StakeholderAdmin(MinistryAdmin):
    job = "Protokol"
    menu_label = "Paydaş kuruluşlar"
    menu_rank = 20
    purpose = "Protokollere taraf olan kurum ve kuruluşlar."
    list_display = ["name", "duty_code", "kind", "tax_number", "province"]
    list_filter = ["kind", "province"]
    list_select_related = ["province"]
    search_fields = ["name", "tax_number"]
    fields = ["name", "kind", "tax_number", "province", "whom_to_ask"]
    readonly_fields = ["whom_to_ask"]

    @admin.display(description="Paydaş kodu", ordering="pk")
    def duty_code(self, stakeholder: Stakeholder) -> str:
        """What the duty of its representative names."""
        return stakeholder.code

    @admin.display(description="İrtibat")
    def whom_to_ask(self, stakeholder: Stakeholder) -> str:
        """Masked: who needs it says why, and that is kept."""
        if not stakeholder.contact:
            return "–"
        url = reverse("people:reveal", args=["paydas", stakeholder.pk])
        return format_html('{} <a href="{}">Göster</a>', mask_contact(stakeholder.contact), url)
