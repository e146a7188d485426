"""Stakeholders in the ministry's admin: looked at and acted on; whom to ask for there stands masked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from protocols.acts import STAKEHOLDER
from protocols.forms.stakeholders import FORM_OF_ACT
from protocols.models import Stakeholder, StakeholderAffiliation, StakeholderContact, StakeholderDistinction
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline


class ContactInline(MinistryInline):
    """Masked: who needs to see somebody's data says why, and that is kept."""

    model = StakeholderContact
    editors = ()
    fields = readonly_fields = ["who", "title", "telephone", "address", "starts_on", "ends_on", "reveal"]

    @admin.display(description="Adı soyadı")
    def who(self, contact: StakeholderContact) -> str:
        return contact.masked_name

    @admin.display(description="Telefon")
    def telephone(self, contact: StakeholderContact) -> str:
        return contact.masked_phone or "–"

    @admin.display(description="E-posta")
    def address(self, contact: StakeholderContact) -> str:
        return contact.masked_email or "–"

    @admin.display(description="Veri")
    def reveal(self, contact: StakeholderContact) -> str:
        url = reverse("people:reveal", args=["irtibat", contact.pk])
        return format_html('<a href="{}">Göster<span class="visually-hidden">: {}</span></a>', url, contact)


class AffiliationInline(MinistryInline):
    model = StakeholderAffiliation
    fk_name = "member"
    editors = ()
    fields = readonly_fields = ["parent", "how", "starts_on", "ends_on"]


@admin.register(Stakeholder)
class StakeholderAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Paydaş kuruluşlar"
    menu_rank = 20
    purpose = "Protokollere taraf olan kurum ve kuruluşlar. Yeni kuruluş “Sayfalar” bölümünden eklenir."
    lifecycle = STAKEHOLDER
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["name", "duty_code", "kind", "masked_number", "province", "status"]
    list_filter = ["status", "kind", "province"]
    list_select_related = ["province"]
    search_fields = ["name"]
    readonly_fields = [
        "name", "duty_code", "kind", "masked_number", "nace", "province", "district", "address", "telephone", "email",
        "closed_on", "close_reason", "merged_into", "merge_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
    inlines = [ContactInline, AffiliationInline]

    @admin.display(description="Paydaş kodu", ordering="pk")
    def duty_code(self, stakeholder: Stakeholder) -> str:
        """What the duty of its representative names."""
        return stakeholder.code

    @admin.display(description="Vergi kimlik no")
    def masked_number(self, stakeholder: Stakeholder) -> str:
        return stakeholder.masked_tax_number or "–"

    @admin.display(description="Santral telefonu")
    def telephone(self, stakeholder: Stakeholder) -> str:
        return stakeholder.shown_phone or "–"

    def record_context(self, request: Any, record: Any) -> dict[str, Any]:
        """Merging has a page on which is seen beforehand what would follow."""
        context = super().record_context(request, record)
        for item in context["acts"]:
            if item["act"].name == "merge":
                item["url"] = reverse("protocols:stakeholder_merge", args=[record.pk])
        return context


@admin.register(StakeholderDistinction)
class StakeholderDistinctionAdmin(MinistryAdmin):
    job = "Protokol"
    menu_label = "Ayrı kuruluş kararları"
    menu_rank = 21
    purpose = (
        "Adları benzeyen kayıtların ayrı kuruluşlar olduğuna ilişkin kararlar; “Benzer kayıtlar” sayfasında verilir."
    )
    list_display = ["first", "second", "on", "by", "reason"]
    list_select_related = ["first", "second", "by"]
    search_fields = ["first__name", "second__name"]
