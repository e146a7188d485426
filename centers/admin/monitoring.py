"""Monitoring periods in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from centers.acts import MONITORING
from centers.forms.monitoring import FORM_OF_MONITORING
from centers.models import Assessment, Improvement, Monitoring, MonitoringFinding
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class AssessmentInline(MinistryInline):
    model = Assessment
    editors = ()
    fields = readonly_fields = ["statement", "answer", "note", "written_by", "written_on"]


class FindingInline(MinistryInline):
    model = MonitoringFinding
    editors = ()
    fields = readonly_fields = ["text", "level", "found_by", "found_on"]


class ImprovementInline(MinistryInline):
    model = Improvement
    editors = ()
    fields = readonly_fields = ["finding", "text", "responsible", "due_on", "outcome", "done_on"]


@admin.register(Monitoring)
class MonitoringAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "İzleme dönemleri"
    menu_rank = 29
    purpose = "Merkezlerin izleme ve değerlendirmesi (SMM Yönergesi m. 11/1); merkezin sayfasında “İzleme dönemi başlat” ile açılır."
    lifecycle = MONITORING
    forms_of_acts = FORM_OF_MONITORING
    list_display = ["center", "title", "first_day", "last_day", "status"]
    list_filter = ["status", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["center__name", "title"]
    inlines = [AssessmentInline, FindingInline, ImprovementInline]
    readonly_fields = ["center", "title", "first_day", "last_day", "guide", "opened_by", "conclusion"]
    fields = ["status", *readonly_fields]
