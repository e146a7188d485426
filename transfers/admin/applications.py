"""Applications of transfers in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from transfers.acts import APPLICATION
from transfers.forms.applications import FORM_ON_PAGE
from transfers.models import Application, Preference
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class PreferenceInline(MinistryInline):
    model = Preference
    fields = readonly_fields = ["rank", "quota", "kind"]
    editors = ()


@admin.register(Application)
class ApplicationAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Nakil başvuruları"
    menu_rank = 8
    purpose = (
        "Öğrencilerin 11. sınıf nakil başvuruları (Yönerge m. 8/2). Başvuruyu öğrencinin okulu, ilçe veya il müdürlüğü girer; "
        "T.C. kimlik no maskeli görünür, okunması kayda geçer."
    )
    lifecycle = APPLICATION
    forms_of_acts = FORM_ON_PAGE
    list_display = ["number", "school", "field", "round", "points", "status"]
    list_filter = ["status", "round", "school__province"]
    list_select_related = ["school", "field", "round"]
    search_fields = ["school__code"]
    inlines = [PreferenceInline]
    readonly_fields = [
        "number", "round", "school", "gender", "field", "completed_grade", "has_penalty", "group", "points", "entered_by",
        "remark",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="yerleştirme puanı", ordering="score")
    def points(self, record: Any) -> str:
        return str(record.score_shown)

    @admin.display(description="T.C. kimlik no")
    def number(self, record: Any) -> str:
        return str(record.number_shown)
