"""A dossier in the ministry's admin: what is asked, the findings, the evidence, the notes, the timeline, the acts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from designations.acts import DOSSIER
from designations.changes import changes_since_last
from designations.choices import OPEN_STATUSES, DossierStatus
from designations.dossiers import examine
from designations.forms import FORM_OF_ACT
from designations.models import Dossier
from designations.timeline import timeline_of
from documents.models import Paper
from workflow.admin.acts import LifecycleAdmin

from .searching import SearchedBySchool


class WaitingFilter(admin.SimpleListFilter):
    """What is still open, or who holds it."""

    title = "kimde bekliyor"
    parameter_name = "bekleyen"
    SIDES = {
        "ministry": [DossierStatus.SUBMITTED, DossierStatus.UNDER_REVIEW],
        "decision": [DossierStatus.APPROVAL_PROPOSED, DossierStatus.REFUSAL_PROPOSED],
        "province": [DossierStatus.DRAFT, DossierStatus.RETURNED],
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ministry", "Uzman incelemesinde"), ("decision", "Karar aşamasında"), ("province", "İlde")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        statuses = self.SIDES.get(self.value() or "")
        return queryset.filter(status__in=statuses) if statuses else queryset


@admin.register(Dossier)
class DossierAdmin(SearchedBySchool, LifecycleAdmin):
    job = "Belirleme"
    menu_label = "Dosyalar"
    menu_rank = 10
    purpose = "İllerin ve Genel Müdürlüğün belirleme istekleri, en uzun bekleyen önce. Dosyayı il müdürlüğü veya Genel Müdürlük, okulun sayfasından açar."
    lifecycle = DOSSIER
    forms_of_acts = FORM_OF_ACT
    change_form_template = "designations/admin/dossier.html"
    list_display = ["school_name", "type", "province", "status", "submitted_on", "decided_on"]
    list_filter = [WaitingFilter, "type", "status", "school__province"]
    ordering = ["state_since", "pk"]
    fields = ["school", "type", "status", "opened_by", "opened_on", "submitted_on", "reviewer"]

    def record_context(self, request: HttpRequest, record: Dossier) -> dict[str, Any]:
        today = localdate()
        context = super().record_context(request, record)
        is_open = record.status in OPEN_STATUSES
        return {
            **context,
            "title": str(record),
            "timeline": timeline_of(record),
            "is_open": is_open,
            "examination": examine(record.school, record.type, on=today, dossier=record) if is_open else None,
            "evidence": record.evidence.filter(removed_on=None).select_related("attachment", "added_by"),
            "entries": record.entries.exclude(text=""),
            "return_notes": record.return_notes.select_related("by"),
            "site_visits": record.site_visits.select_related("recorded_by", "attachment"),
            "human_findings": record.human_findings.select_related("by", "evidence"),
            "papers": Paper.objects.of(record),
            "submissions": record.submissions.select_related("by"),
            "changes": changes_since_last(record),
        }
