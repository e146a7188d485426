"""Commissions and their sittings in the ministry's admin: looked at and acted on."""

from __future__ import annotations

from django.contrib import admin

from transfers.acts import COMMISSION, SITTING
from transfers.forms.commissions import FORM_OF_ACT, FORM_OF_SITTING
from transfers.models import (
    ApplicationDecision,
    Commission,
    CommissionMember,
    CommissionRules,
    Sitting,
    SittingAttendance,
    SittingDecision,
)
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class CommissionRulesInline(MinistryInline):
    model = CommissionRules
    editors = ()
    fields = readonly_fields = ["seats", "quorum"]


class CommissionMemberInline(MinistryInline):
    model = CommissionMember
    editors = ()
    fields = readonly_fields = ["name", "title", "seat_label", "is_substitute", "starts_on", "ends_on"]


class SittingAttendanceInline(MinistryInline):
    model = SittingAttendance
    editors = ()
    fields = readonly_fields = ["member", "came"]


class SittingDecisionInline(MinistryInline):
    model = SittingDecision
    editors = ()
    fields = readonly_fields = ["number", "text", "vote"]


class ApplicationDecisionInline(MinistryInline):
    model = ApplicationDecision
    editors = ()
    fields = readonly_fields = ["application", "kind", "code", "reason"]


@admin.register(Commission)
class CommissionAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Nakil komisyonları"
    menu_rank = 9
    purpose = (
        "Öğrenci yerleştirme ve nakil komisyonları (Yönerge m. 8/2): merkez komisyonunu Genel Müdürlük, il komisyonunu il müdürlüğü "
        "görevlendirir. Koltuklar, süre ve yeter sayı idari usuldür. Komisyon, sayfalarda “Komisyon görevlendir” ile açılır."
    )
    lifecycle = COMMISSION
    forms_of_acts = FORM_OF_ACT
    list_display = ["__str__", "round", "appointed_on", "status"]
    list_filter = ["status", "round", "province"]
    list_select_related = ["round", "province"]
    readonly_fields = ["round", "province", "approval", "appointed_on", "end_reason"]
    fields = ["status", *readonly_fields]
    inlines = [CommissionMemberInline]


@admin.register(Sitting)
class SittingAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Komisyon oturumları"
    menu_rank = 9
    purpose = "Nakil komisyonlarının oturumları: katılım, yeter sayı, kararlar, tutanak (idari usul). Oturum, komisyonun sayfasında çağrılır."
    lifecycle = SITTING
    forms_of_acts = FORM_OF_SITTING
    list_display = ["commission", "number", "meets_on", "quorate", "status"]
    list_filter = ["status", "quorate", "commission__province"]
    list_select_related = ["commission__round", "commission__province"]
    readonly_fields = [
        "commission", "number", "meets_on", "starts_at", "place", "agenda", "seats", "present", "needed", "led_by", "quorate",
        "adopted_run", "minutes", "reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
    inlines = [SittingAttendanceInline, SittingDecisionInline, ApplicationDecisionInline]
