"""Protocols and stakeholders in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.choices import MINISTRY_ROLES
from accounts.masking import mask_contact
from schools.models import School
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline

from .acts import PROTOCOL
from .choices import ProtocolStatus
from .forms import FORM_OF_ACT
from .models import Protocol, SpecialProvision, Stakeholder


class SpecialProvisionInline(MinistryInline):
    model = SpecialProvision


@admin.register(Protocol)
class ProtocolAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Protokoller"
    menu_rank = 10
    purpose = "Genel Müdürlüğün taraf olduğu iş birliği protokolleri. Yeni protokol “Sayfalar” bölümünden hazırlanır."
    lifecycle = PROTOCOL
    forms_of_acts = FORM_OF_ACT
    editors = MINISTRY_ROLES
    adders = ()
    list_display = ["title", "parties", "status", "signed_on", "starts_on", "ends_on"]
    list_filter = ["status"]
    search_fields = ["title"]
    fields = ["title", "status", "general_directorate_party", "stakeholders", "signed_on", "starts_on", "ends_on"]
    readonly_fields = ["signed_on"]
    inlines = [SpecialProvisionInline]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status == ProtocolStatus.DRAFT
        return is_draft and super().has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("stakeholders", Prefetch("schools", School.objects.only("name", "code")))
        )

    @admin.display(description="Paydaş kuruluşlar")
    def parties(self, protocol: Protocol) -> str:
        return ", ".join(str(stakeholder) for stakeholder in protocol.stakeholders.all())


@admin.register(Stakeholder)
class StakeholderAdmin(MinistryAdmin):
    job = "Protokol"
    menu_label = "Paydaş kuruluşlar"
    menu_rank = 20
    purpose = "Protokollere taraf olan kurum ve kuruluşlar."
    list_display = ["name", "kind", "tax_number", "province"]
    list_filter = ["kind", "province"]
    list_select_related = ["province"]
    search_fields = ["name", "tax_number"]
    fields = ["name", "kind", "tax_number", "province", "whom_to_ask"]
    readonly_fields = ["whom_to_ask"]

    @admin.display(description="İrtibat")
    def whom_to_ask(self, stakeholder: Stakeholder) -> str:
        """Masked: who needs it says why, and that is kept."""
        if not stakeholder.contact:
            return "–"
        url = reverse("people:reveal", args=["paydas", stakeholder.pk])
        return format_html('{} <a href="{}">Göster</a>', mask_contact(stakeholder.contact), url)
