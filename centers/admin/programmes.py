"""In-service programmes in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from centers.acts.programmes import PARTS, PROGRAMME, changed_parts
from centers.forms.programmes import FORM_OF_PROGRAMME
from centers.models import Programme
from workflow.admin.acts import LifecycleAdmin


@admin.register(Programme)
class ProgrammeAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Hizmet içi eğitim programları"
    menu_rank = 11
    purpose = (
        "Merkezlerin hazırladığı hizmet içi eğitim programları; okul, ilçe ve il aracılığıyla gelir, Bakanlığın ilgili "
        "birimince onaylanır (SMM Yönergesi m. 5/1-b). Program, merkezin sayfasında “Program hazırla” ile açılır."
    )
    change_form_template = "centers/admin/programme.html"
    lifecycle = PROGRAMME
    forms_of_acts = FORM_OF_PROGRAMME
    list_display = ["name", "version", "center", "decided_on", "status"]
    list_filter = ["status", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["name", "center__name"]
    readonly_fields = [
        "center", "name", "field", "version", "previous", "aim", "hours", "groups", "target", "practice", "content", "methods",
        "assessment", "other", "author", "handed_in_on", "decided_on", "decision_number", "replaced_on", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="hedef kitle")
    def groups(self, programme: Programme) -> str:
        return programme.groups_shown

    def record_context(self, request: HttpRequest, record: Programme) -> dict[str, Any]:
        """A version shows what it says otherwise than the one before."""
        changes = [(PARTS[part], before, now) for part, before, now in changed_parts(record)]
        return {**super().record_context(request, record), "changes": changes}
