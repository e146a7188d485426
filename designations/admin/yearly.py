"""Follow-up reports of specialised schools in the ministry's admin: what waits to be received, and its acts."""

from __future__ import annotations

from django.contrib import admin

from designations.acts import FOLLOW_UP_REPORT
from designations.forms import FORM_OF_ACT
from designations.models import FollowUpReport
from workflow.admin.acts import LifecycleAdmin


@admin.register(FollowUpReport)
class FollowUpReportAdmin(LifecycleAdmin):
    job = "Belirleme"
    menu_label = "İhtisas okulu raporları"
    menu_rank = 45
    lifecycle = FOLLOW_UP_REPORT
    forms_of_acts = FORM_OF_ACT
    list_display = ["school", "province", "school_year", "status", "handed_in_on"]
    list_filter = ["status", "school_year", "designation__school__province"]
    list_select_related = ["designation__school__province"]
    search_fields = ["designation__school__code", "designation__school__name"]
    fields = [
        "designation", "school_year", "status", "assessment", "next_year", "handed_in_by", "handed_in_on", "received_by",
        "return_note",
    ]  # fmt: skip

    @admin.display(description="Okul", ordering="designation__school__name")
    def school(self, report: FollowUpReport) -> str:
        return str(report.designation.school.name)

    @admin.display(description="İl", ordering="designation__school__province__name")
    def province(self, report: FollowUpReport) -> str:
        return str(report.designation.school.province)
