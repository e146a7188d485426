"""Control campaigns and the schools that they drew in the ministry's admin: looked at, and their acts."""

from __future__ import annotations

from django.contrib import admin

from designations.acts import CONTROL_CAMPAIGN, CONTROLLED_SCHOOL
from designations.forms import FORM_OF_ACT
from designations.models import ControlCampaign, ControlledSchool
from workflow.admin.acts import LifecycleAdmin


@admin.register(ControlCampaign)
class ControlCampaignAdmin(LifecycleAdmin):
    job = "Belirleme"
    menu_label = "Denetim kampanyaları"
    menu_rank = 50
    lifecycle = CONTROL_CAMPAIGN
    forms_of_acts = FORM_OF_ACT
    list_display = ["title", "school_year", "status", "percent", "announced_on", "due_on", "closed_on"]
    list_filter = ["status", "school_year"]
    search_fields = ["title"]
    fields = [
        "title", "school_year", "status", "percent", "rest_years", "due_on", "note", "seed", "prepared_by", "announced_by",
        "announced_on", "closed_by", "closed_on", "closing",
    ]  # fmt: skip
    purpose = "Belirlenen okulların çekilişle denetimi (idari usul). Kampanya, Denetim kampanyaları sayfasında hazırlanır ve izlenir."


@admin.register(ControlledSchool)
class ControlledSchoolAdmin(LifecycleAdmin):
    job = "Belirleme"
    menu_label = "Denetlenen okullar"
    menu_rank = 51
    lifecycle = CONTROLLED_SCHOOL
    forms_of_acts = FORM_OF_ACT
    list_display = ["school", "province", "campaign", "status", "due_on", "finding"]
    list_filter = ["status", "finding", "designation__school__province"]
    list_select_related = ["designation__school__province", "campaign"]
    search_fields = ["designation__school__code", "designation__school__name"]
    fields = [
        "campaign", "designation", "status", "due_on", "extension", "handed_in_by", "handed_in_on", "return_note",
        "reminded_on", "finding", "finding_note", "concluded_by", "concluded_on",
    ]  # fmt: skip

    @admin.display(description="Okul", ordering="designation__school__name")
    def school(self, controlled: ControlledSchool) -> str:
        return str(controlled.designation.school.name)

    @admin.display(description="İl", ordering="designation__school__province__name")
    def province(self, controlled: ControlledSchool) -> str:
        return str(controlled.designation.school.province)
