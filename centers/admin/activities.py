"""In-service activities in the ministry's admin, with their sessions; participants to look at only, their numbers masked."""

from __future__ import annotations

from django.contrib import admin

from centers.acts import ACTIVITY
from centers.forms.activities import FORM_OF_ACTIVITY
from centers.models import Activity, ActivitySession, Attendance, Participant
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline


class SessionInline(MinistryInline):
    model = ActivitySession
    fields = ["day", "starts_at", "hours", "topic", "trainer", "attendance_on", "attendance_by"]
    readonly_fields = fields


@admin.register(Activity)
class ActivityAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Hizmet içi eğitim faaliyetleri"
    menu_rank = 12
    purpose = (
        "Onaylanan programlar doğrultusunda hizmet içi eğitim planına teklif edilen ve yürütülen faaliyetler "
        "(SMM Yönergesi m. 5/1-c, 5/2). Faaliyet, programın sayfasında “Faaliyet hazırla” ile açılır."
    )
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACTIVITY
    inlines = [SessionInline]
    list_display = ["name", "center", "level", "starts_on", "ends_on", "status"]
    list_filter = ["status", "level", "delivery", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["name", "center__name"]
    readonly_fields = [
        "center", "programme", "name", "level", "delivery", "place", "starts_on", "ends_on", "hours", "quota",
        "least_attendance", "least_score", "author", "handed_in_on", "decided_on", "decision_number", "survey_answers",
        "survey_score", "concluded_on", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]


@admin.register(Participant)
class ParticipantAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Faaliyet katılımcıları"
    menu_rank = 13
    purpose = "Faaliyetlerin katılımcıları; kimlik numaraları maskelidir (SMM Yönergesi m. 5/1-c)."
    list_display = ["full_name", "number_shown", "institution", "activity", "result", "certificate_number"]
    list_filter = ["result"]
    list_select_related = ["activity"]
    search_fields = ["last_name", "certificate_number"]
    readonly_fields = [
        "activity", "full_name", "number_shown", "institution_code", "institution", "branch", "score", "result",
        "certificate_number", "added_by",
    ]  # fmt: skip
    fields = readonly_fields

    @admin.display(description="adı soyadı", ordering="last_name")
    def full_name(self, person: Participant) -> str:
        return person.full_name

    @admin.display(description="T.C. kimlik no")
    def number_shown(self, person: Participant) -> str:
        return person.number_shown


@admin.register(Attendance)
class AttendanceAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Yoklamalar"
    menu_rank = 14
    purpose = "Faaliyetlerin oturumlarında kimlerin bulunduğu (SMM Yönergesi m. 5/1-c)."
    list_display = ["session", "participant", "present"]
    list_filter = ["present"]
    list_select_related = ["session", "participant"]
    readonly_fields = ["session", "participant", "present"]
    fields = readonly_fields
