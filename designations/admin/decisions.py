"""A designation in the ministry's admin: what follows from it, its papers, and the acts that end it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from designations.acts import DESIGNATION
from designations.forms import FORM_OF_ACT
from designations.models import Designation
from designations.operations import operating_rules
from designations.timeline import timeline_of
from documents.models import Paper
from workflow.admin.acts import LifecycleAdmin

from .searching import SearchedBySchool


@admin.register(Designation)
class DesignationAdmin(SearchedBySchool, LifecycleAdmin):
    job = "Belirleme"
    menu_label = "Belirlenen okullar"
    menu_rank = 20
    purpose = "Kararla belirlenmiş okullar ve kararların bugünkü durumu. Bir dosya onaylandığında burada görünür."
    lifecycle = DESIGNATION
    forms_of_acts = FORM_OF_ACT
    change_form_template = "designations/admin/designation.html"
    list_display = ["school_name", "type", "province", "status", "decided_on", "starts_on", "ended_on"]
    list_filter = ["type", "status", "ending", "school__province"]
    fields = ["school", "type", "status", "dossier", "decided_on", "starts_on", "ended_on", "ending", "ending_note"]

    def record_context(self, request: HttpRequest, record: Designation) -> dict[str, Any]:
        return {
            **super().record_context(request, record),
            "title": str(record),
            "timeline": timeline_of(record),
            "papers": [*Paper.objects.of(record), *Paper.objects.of(record.dossier)],
            "rules": operating_rules(record.school, on=localdate()),
        }
