"""The needs that centres found, in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from centers.acts.needs import NEED
from centers.forms.needs import FORM_OF_NEED
from centers.models import Need
from workflow.admin.acts import LifecycleAdmin


@admin.register(Need)
class NeedAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Merkez ihtiyaçları"
    menu_rank = 10
    purpose = (
        "Merkezlerin tespit ettiği mesleki gelişim, öğretim programı ve ders materyali ihtiyaçları "
        "(SMM Yönergesi m. 5/1-a). İhtiyaç, merkezin sayfasında “İhtiyaç yaz” ile açılır."
    )
    lifecycle = NEED
    forms_of_acts = FORM_OF_NEED
    list_display = ["title", "center", "kind", "priority", "found_on", "status"]
    list_filter = ["status", "kind", "priority"]
    list_select_related = ["center"]
    search_fields = ["title", "center__name"]
    readonly_fields = [
        "center", "kind", "title", "text", "field", "groups", "source", "found_on", "evidence", "priority", "noted_by",
        "programme", "work", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="hedef kitle")
    def groups(self, need: Need) -> str:
        return need.groups_shown
