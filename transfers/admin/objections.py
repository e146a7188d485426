"""Objections in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from transfers.acts import OBJECTION
from transfers.forms.objections import FORM_OF_ACT
from transfers.models import Objection
from workflow.admin.acts import LifecycleAdmin


@admin.register(Objection)
class ObjectionAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "İtirazlar"
    menu_rank = 10
    purpose = (
        "Öğrencilerin nakil sonuçlarına itirazları ve il komisyonlarının kararları (idari usul). Kabul edilen itiraz sonucu "
        "kendiliğinden değiştirmez; “İtirazlardan sonra” yerleştirmesi çalıştırılır."
    )
    lifecycle = OBJECTION
    forms_of_acts = FORM_OF_ACT
    list_display = ["__str__", "school", "submitted_on", "status"]
    list_filter = ["status", "application__round", "application__school__province"]
    list_select_related = ["application__school"]
    readonly_fields = ["application", "text", "submitted_by", "submitted_on", "sitting", "reason", "corrected"]
    fields = ["status", *readonly_fields]

    @admin.display(description="öğrencinin okulu")
    def school(self, record: Objection) -> str:
        return str(record.application.school.name)
