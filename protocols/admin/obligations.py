"""Obligations and their calendar in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from protocols.acts import DUTY
from protocols.forms.obligations import FORM_OF_ACT
from protocols.models import Obligation, ProtocolDuty
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin


@admin.register(Obligation)
class ObligationAdmin(MinistryAdmin):
    job = "Protokol"
    menu_label = "Yükümlülükler"
    menu_rank = 16
    purpose = "Protokol maddelerinden doğan yükümlülükler. Protokolün sayfasında yazılır ve kapatılır."
    editors = ()
    adders = ()
    list_display = ["title", "protocol", "clause", "kind", "owner", "every", "first_due_on", "closed_on"]
    list_filter = ["kind", "owner"]
    list_select_related = ["protocol"]
    search_fields = ["title", "protocol__title"]


@admin.register(ProtocolDuty)
class ProtocolDutyAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Yükümlülük takvimi"
    menu_rank = 17
    purpose = "Yükümlülüklerin günleri: bekleyen, yerine getirilen, vazgeçilen. Sayfaları “Sayfalar” bölümündedir."
    lifecycle = DUTY
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["due_on", "obligation", "school", "status", "fulfilled_on"]
    list_filter = ["status", "obligation__kind", "obligation__owner"]
    list_select_related = ["obligation", "school"]
    search_fields = ["obligation__title", "school__code"]
    fields = ["obligation", "school", "status", "due_on", "first_due_on", "fulfilled_on", "proof", "note"]
    readonly_fields = ["obligation", "school", "due_on", "first_due_on", "fulfilled_on", "proof", "note"]
