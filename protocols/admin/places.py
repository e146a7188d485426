"""Practice places with their approvals and courses, and trainers, in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES
from accounts.masking import mask_identity_number
from protocols.acts import APPROVAL, PLACE, TRAINER
from protocols.forms.places import FORM_OF_ACT, FORM_OF_APPROVAL
from protocols.forms.trainers import FORM_OF_ACT as FORM_OF_TRAINER
from protocols.models import PlaceUse, PracticeCourse, PracticePlace, Qualification, SafetyApproval, Trainer
from protocols.rules.places import SAYS, bars
from protocols.usability import facts_of_one
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline


class OnlyLookedAt(MinistryInline):
    """Rows that their own acts write."""

    editors = frozenset()


class ApprovalInline(OnlyLookedAt):
    model = SafetyApproval
    fields = ["given_by", "given_on", "valid_until", "until", "status", "note"]
    readonly_fields = fields


class CourseInline(OnlyLookedAt):
    model = PracticeCourse
    fields = ["name", "field", "weekday", "begins", "ends", "students", "starts_on", "ends_on", "until"]
    readonly_fields = ["until"]


class UseInline(OnlyLookedAt):
    model = PlaceUse


@admin.register(PracticePlace)
class PracticePlaceAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Uygulama yerleri"
    menu_rank = 19
    purpose = "İşletmelerde belirlenen güvenli uygulama ortamları (Yönerge m. 8/7). Öneri, okulun sayfasında açılır."
    lifecycle = PLACE
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["name", "school", "stakeholder", "capacity", "approved_until", "status"]
    list_filter = ["status", "school__province"]
    list_select_related = ["school", "stakeholder", "approval"]
    search_fields = ["name", "school__code", "stakeholder__name"]
    readonly_fields = [
        "school", "stakeholder", "name", "address", "capacity", "fields", "standards", "teacher_name", "teacher_title",
        "master_needed", "master_trainer", "approval", "out_reason", "proposed_by",
    ]  # fmt: skip
    fields = ["status", "today", *readonly_fields]
    inlines = [ApprovalInline, CourseInline, UseInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "today"]

    @admin.display(description="Bugün")
    def today(self, place: PracticePlace) -> str:
        """Usable or not is asked of the days, which the state alone does not say."""
        barred = [SAYS[bar] for bar in bars(facts_of_one(place), localdate())]
        return f"Kullanılamaz: {' '.join(barred)}" if barred else "Kullanılabilir"

    @admin.display(description="Onayın son günü", ordering="approval__valid_until")
    def approved_until(self, place: PracticePlace) -> str:
        return f"{place.approval.valid_until:%d.%m.%Y}" if place.approval else "–"


@admin.register(SafetyApproval)
class SafetyApprovalAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Güvenlik onayları"
    menu_rank = 22
    purpose = "Uygulama yerlerinin güvenlik onayları. Yenisi, uygulama yerinin sayfasında belgesiyle eklenir."
    lifecycle = APPROVAL
    forms_of_acts = FORM_OF_APPROVAL
    editors = ()
    adders = ()
    list_display = ["place", "given_by", "given_on", "valid_until", "status"]
    list_filter = ["status"]
    list_select_related = ["place"]
    search_fields = ["place__name", "given_by"]
    readonly_fields = [
        "place", "given_by", "given_on", "valid_until", "until", "file", "submitted_by", "decided_by", "note"
    ]  # fmt: skip
    fields = ["status", *readonly_fields]


@admin.register(Trainer)
class TrainerAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Eğiticiler"
    menu_rank = 23
    purpose = "İşletme çalışanlarından eğitici desteği (Yönerge m. 8/8). Bildirim, okulun sayfasında yapılır."
    lifecycle = TRAINER
    forms_of_acts = FORM_OF_TRAINER
    editors = ()
    adders = ()
    list_display = ["name", "school", "stakeholder", "course", "starts_on", "ends_on", "status"]
    list_filter = ["status", "qualification", "school__province"]
    list_select_related = ["school", "stakeholder"]
    search_fields = ["name", "course", "school__code", "stakeholder__name"]
    readonly_fields = [
        "school", "stakeholder", "name", "number", "qualification", "document_number", "field", "course", "starts_on",
        "ends_on", "until", "end_reason", "proposed_by", "decided_by",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="T.C. kimlik no")
    def number(self, trainer: Trainer) -> str:
        """Masked; who needs it says why on the trainer's page."""
        return mask_identity_number(trainer.identity_number) or "–"


@admin.register(Qualification)
class QualificationAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "Eğitici yeterlikleri"
    menu_rank = 60
    purpose = "Eğitici bildirirken seçilen yeterlikler. Liste idari usuldür: Yönerge “ilgili mevzuatı uyarınca” der (m. 8/8)."
    editors = MINISTRY_ROLES
    list_display = ["name", "makes_master", "is_open"]
    list_filter = ["is_open"]
    search_fields = ["name"]
    fields = ["name", "makes_master", "is_open"]
