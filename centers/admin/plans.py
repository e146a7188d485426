"""Yearly plans, reports and guides in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from accounts.choices import MINISTRY_ROLES
from centers.acts import GUIDE, PLAN, REOPENING, REPORT
from centers.forms.guides import FORM_OF_GUIDE
from centers.forms.plans import FORM_OF_PLAN, FORM_OF_REOPENING
from centers.forms.reports import FORM_OF_REPORT
from centers.models import (
    GuideIndicator,
    GuideStatement,
    IndicatorValue,
    MonitoringGuide,
    PlanActivity,
    PlanAim,
    PlanIndicator,
    PlanReopening,
    PlanTarget,
    ReportExtension,
    YearlyPlan,
    YearlyReport,
)
from centers.rules.reports import in_words
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus

from .filters import Waiting

SHOWN = 120  # letters of a reason in a list


class OfYear:
    """The year as a year, not as a number with a point between its thousands."""

    @admin.display(description="Yıl", ordering="year")
    def of_year(self, record: Any) -> str:
        return str(record.year)


class AimInline(MinistryInline):
    model = PlanAim
    editors = ()
    fields = readonly_fields = ["title"]


class TargetInline(MinistryInline):
    model = PlanTarget
    editors = ()
    fields = readonly_fields = ["aim", "title"]


class ValueInline(MinistryInline):
    model = IndicatorValue
    editors = ()
    fields = readonly_fields = ["indicator", "came", "measured_on", "evidence", "written_by"]

    @admin.display(description="Değer")
    def came(self, row: IndicatorValue) -> str:
        return in_words(row.value, row.indicator.kind)


class IndicatorInline(MinistryInline):
    model = PlanIndicator
    editors = ()
    fields = readonly_fields = [
        "target",
        "name",
        "kind",
        "unit",
        "field",
        "begins",
        "aims_at",
        "came",
        "reached",
    ]

    @admin.display(description="Başlangıç")
    def begins(self, row: PlanIndicator) -> str:
        return in_words(row.baseline, row.kind)

    @admin.display(description="Hedef değer")
    def aims_at(self, row: PlanIndicator) -> str:
        return in_words(row.target_value, row.kind)

    @admin.display(description="Gerçekleşen")
    def came(self, row: PlanIndicator) -> str:
        return in_words(row.realised, row.kind)

    @admin.display(description="Ulaşılan (%)")
    def reached(self, row: PlanIndicator) -> str:
        return in_words(None if row.share is None else round(row.share, 1), "number")


class ActivityInline(MinistryInline):
    model = PlanActivity
    editors = ()
    fields = readonly_fields = ["target", "title", "responsible", "first_day", "last_day", "outcome", "done_on"]


@admin.register(YearlyPlan)
class YearlyPlanAdmin(OfYear, LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Yıllık planlar"
    menu_rank = 25
    purpose = "Merkezlerin yıllık faaliyet planları (SMM Yönergesi m. 5/4); merkezin sayfasında “Yıllık plan hazırla” ile açılır."
    lifecycle = PLAN
    forms_of_acts = FORM_OF_PLAN
    list_display = ["center", "of_year", "state_since", "status"]
    list_filter = ["status", "year", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["center__name"]
    inlines = [AimInline, TargetInline, IndicatorInline, ValueInline, ActivityInline]
    readonly_fields = ["center", "of_year", "guide", "cloned_from", "author", "handed_in_on"]
    fields = ["status", *readonly_fields]


@admin.register(PlanReopening)
class PlanReopeningAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Plan yeniden açma istekleri"
    menu_rank = 25
    purpose = "Alınmış yıllık planını değiştirmek isteyen merkezlerin istekleri; planın sayfasında “Planın yeniden açılmasını iste” ile açılır."
    lifecycle = REOPENING
    forms_of_acts = FORM_OF_REOPENING
    list_display = ["plan", "reason_shown", "author", "state_since", "status"]
    list_filter = [Waiting, "status", "plan__year", "center__school__province"]
    list_select_related = ["plan__center", "author"]
    search_fields = ["center__name"]
    readonly_fields = ["center", "plan", "reason", "author", "handed_in_on"]
    fields = ["status", *readonly_fields]

    @admin.display(description="neden")
    def reason_shown(self, record: PlanReopening) -> str:
        return Truncator(record.reason).chars(SHOWN)


@admin.register(YearlyReport)
class YearlyReportAdmin(OfYear, LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Yıllık raporlar"
    menu_rank = 26
    purpose = "Merkezlerin yıllık faaliyet raporları (SMM Yönergesi m. 11/2); merkezin sayfasında “Yıllık rapor hazırla” ile açılır."
    lifecycle = REPORT
    forms_of_acts = FORM_OF_REPORT
    list_display = ["center", "of_year", "usual_due_on", "state_since", "status"]
    list_filter = ["status", "year", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["center__name"]
    readonly_fields = [
        "center", "of_year", "plan", "works", "gains", "proposals", "nothing_reason", "usual_due_on", "author",
        "handed_in_on",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]


@admin.register(ReportExtension)
class ReportExtensionAdmin(OfYear, MinistryAdmin):
    job = "Merkezler"
    menu_label = "Rapor süresi uzatmaları"
    menu_rank = 27
    purpose = "Rapor süresi uzatılan merkezler (idari usul); merkezin sayfasında “Rapor süresini uzat” ile verilir."
    list_display = ["center", "of_year", "due_on", "reason", "given_by"]
    list_filter = ["year"]
    list_select_related = ["center", "given_by"]
    readonly_fields = ["center", "of_year", "due_on", "reason", "given_by", "given_on"]
    fields = readonly_fields


class OfDraft(MinistryInline):
    """Written while the guide is a draft."""

    editors = MINISTRY_ROLES

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


class GuideIndicatorInline(OfDraft):
    model = GuideIndicator
    fields = ["code", "name", "kind", "unit", "direction", "is_required"]


class GuideStatementInline(OfDraft):
    model = GuideStatement
    fields = ["number", "text"]


@admin.register(MonitoringGuide)
class MonitoringGuideAdmin(VersionAdmin):
    lifecycle = GUIDE
    forms_of_acts = FORM_OF_GUIDE
    job = "Merkezler"
    menu_label = "İzleme kılavuzları"
    menu_rank = 28
    purpose = "İzleme ve değerlendirmenin yürütüldüğü kılavuzlar, göstergeleri ve öz değerlendirme ifadeleriyle (SMM Yönergesi m. 11/3)."
    remark = "Bir yılın planı, yılın başında yürürlükte olan kılavuzun göstergelerini kullanır. Yayımlanan kılavuz değişmez."
    fields = ["name", "status", "summary", "kept", "address", "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["kept", "valid_from", "valid_until"]
    inlines = [GuideIndicatorInline, GuideStatementInline]

    @admin.display(description="Kılavuzun dosyası")
    def kept(self, record: MonitoringGuide) -> str:
        """The way to the page of the version, on which the file is brought and fetched."""
        if record.pk is None:
            return "Taslak kaydedilince eklenir."
        words = record.file.name if record.file else "Sürümün sayfasında eklenir"
        return format_html('<a href="{}">{}</a>', reverse("centers:guide", args=[record.pk]), words)

    def compare(self, record: MonitoringGuide, in_force: MonitoringGuide) -> list[dict[str, Any]]:
        here, there = (_said(guide) for guide in (record, in_force))
        return [
            {
                "label": label,
                "here": here.get(label),
                "in_force": there.get(label),
                "changed": here.get(label) != there.get(label),
            }
            for label in dict.fromkeys([*here, *there])
        ]


def _said(guide: MonitoringGuide) -> dict[str, str]:
    """What the guide asks, by indicator and statement."""
    found = {
        f"Gösterge {one.code}": f"{one.name} ({one.get_kind_display()}, {one.unit or 'birimsiz'}, {one.get_direction_display()})"
        for one in guide.indicators.all()
    }
    return {**found, **{f"İfade {one.number}": one.text for one in guide.statements.all()}}
