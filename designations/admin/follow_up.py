"""In-service training of specialised schools in the ministry's admin: what waits for approval, and its acts."""

from __future__ import annotations

from django.contrib import admin

from designations.acts import ACTIVITY
from designations.forms import FORM_OF_ACT
from designations.models import InServiceActivity
from workflow.admin.acts import LifecycleAdmin


@admin.register(InServiceActivity)
class InServiceActivityAdmin(LifecycleAdmin):
    job = "Belirleme"
    menu_label = "Hizmet içi eğitimler"
    menu_rank = 40
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACT
    list_display = ["title", "school", "status", "starts_on", "ends_on", "places", "attended"]
    list_filter = ["status", "designation__school__province"]
    list_select_related = ["designation__school"]
    search_fields = ["title", "designation__school__code"]
    fields = ["title", "designation", "status", "starts_on", "ends_on", "places", "attended", "approved_on", "note"]

    @admin.display(description="Okul", ordering="designation__school__name")
    def school(self, activity: InServiceActivity) -> str:
        return str(activity.designation.school.name)
