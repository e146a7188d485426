"""Amendments in the ministry's admin: looked at and acted on; they are drafted on the pages."""

from __future__ import annotations

from django.contrib import admin

from protocols.acts import AMENDMENT
from protocols.forms.amendments import FORM_OF_ACT
from protocols.models import Amendment, AmendmentChange
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class AmendmentChangeInline(MinistryInline):
    model = AmendmentChange
    editors = frozenset()


@admin.register(Amendment)
class AmendmentAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Ek protokoller"
    menu_rank = 15
    purpose = "İmzalanmış protokolleri değiştiren ek protokoller. Taslak, protokolün sayfasından açılır."
    lifecycle = AMENDMENT
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["title", "protocol", "number", "status", "signed_on", "holds_from"]
    list_filter = ["status"]
    list_select_related = ["protocol"]
    search_fields = ["title", "protocol__title"]
    fields = ["protocol", "number", "title", "status", "reason", "signed_on", "holds_from", "in_effect"]
    readonly_fields = ["protocol", "number", "title", "reason", "signed_on", "holds_from", "in_effect"]
    inlines = [AmendmentChangeInline]
