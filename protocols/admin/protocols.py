"""Protocols in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest

from accounts.choices import MINISTRY_ROLES
from protocols.acts import PROTOCOL
from protocols.acts.protocols import EDITED
from protocols.forms import FORM_OF_ACT
from protocols.models import Backing, Clause, CoveredField, Protocol, Signature, SpecialProvision
from schools.models import School
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class SpecialProvisionInline(MinistryInline):
    model = SpecialProvision


class ClauseInline(MinistryInline):
    model = Clause


class CoveredFieldInline(MinistryInline):
    model = CoveredField
    fields = ["school", "field", "agreed", "reason"]
    readonly_fields = ["agreed", "reason"]


class SignatureInline(MinistryInline):
    model = Signature
    fields = ["stakeholder", "amendment", "name", "title", "signed_on"]


class BackingInline(MinistryInline):
    model = Backing


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
    inlines = [SpecialProvisionInline, ClauseInline, CoveredFieldInline, SignatureInline, BackingInline]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status in EDITED
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
