"""Protocols in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from protocols.acts import PROTOCOL
from protocols.acts.protocols import EDITED
from protocols.forms import FORM_OF_ACT
from protocols.models import Backing, Clause, CoveredField, Preparation, Protocol, Signature, SpecialProvision
from schools.models import School
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline

from .boards import BoardRulesInline


class ReadInline(MinistryInline):
    """Looked at: what hangs on a protocol is written by acts, on its page or over the API."""

    editors = frozenset()


class SpecialProvisionInline(ReadInline):
    model = SpecialProvision


class ClauseInline(ReadInline):
    model = Clause


class CoveredFieldInline(ReadInline):
    model = CoveredField
    fields = ["school", "field", "agreed", "reason"]
    readonly_fields = ["agreed", "reason"]


class SignatureInline(ReadInline):
    model = Signature
    fields = ["stakeholder", "amendment", "name", "title", "signed_on"]


class BackingInline(ReadInline):
    model = Backing


class PreparationInline(ReadInline):
    model = Preparation


@admin.register(Protocol)
class ProtocolAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Protokoller"
    menu_rank = 10
    purpose = "Genel Müdürlüğün taraf olduğu iş birliği protokolleri. Yeni protokol “Sayfalar” bölümünden hazırlanır."
    lifecycle = PROTOCOL
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["title", "parties", "status", "signed_on", "starts_on", "ends_on"]
    list_filter = ["status"]
    search_fields = ["title"]
    fields = [
        "title", "status", "page", "general_directorate_party", "parties", "named", "signed_on", "starts_on", "ends_on",
        "ended_on", "end_reason", "template", "renews",
    ]  # fmt: skip
    readonly_fields = ["page", "parties", "named"]
    inlines = [
        SpecialProvisionInline,
        ClauseInline,
        CoveredFieldInline,
        SignatureInline,
        BackingInline,
        PreparationInline,
        BoardRulesInline,
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("stakeholders", Prefetch("schools", School.objects.only("name", "code")))
        )

    @admin.display(description="Sayfası")
    def page(self, protocol: Protocol) -> str:
        """Where the draft is written and its text is read."""
        label = "Taslağı sayfasında düzenle" if protocol.status in EDITED else "Sayfasını aç"
        return format_html('<a href="{}">{}</a>', reverse("protocols:detail", args=[protocol.pk]), label)

    @admin.display(description="Okullar")
    def named(self, protocol: Protocol) -> str:
        return ", ".join(f"{school.code or '–'} {school.name}" for school in protocol.schools.all())

    @admin.display(description="Paydaş kuruluşlar")
    def parties(self, protocol: Protocol) -> str:
        return ", ".join(str(stakeholder) for stakeholder in protocol.stakeholders.all())
