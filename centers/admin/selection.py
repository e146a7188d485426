"""Calls for coordinators and the applications to them in the ministry's admin; identity numbers are masked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from centers.acts import CALL, CANDIDACY
from centers.forms.calls import FORM_OF_CALL
from centers.forms.candidates import FORM_OF_CANDIDACY
from centers.models import (
    CalledPost,
    CandidateScore,
    EvaluationMember,
    PostApplication,
    SelectionCall,
    SelectionCriterion,
    ServiceRow,
)
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class CalledPostInline(MinistryInline):
    model = CalledPost
    editors = ()
    fields = readonly_fields = ["role", "field", "places", "is_open", "fallback_open"]


class CriterionInline(MinistryInline):
    model = SelectionCriterion
    editors = ()
    fields = readonly_fields = ["number", "name", "weight", "maximum"]


class MemberInline(MinistryInline):
    model = EvaluationMember
    editors = ()
    fields = readonly_fields = ["seat", "name", "title"]


class ServiceInline(MinistryInline):
    model = ServiceRow
    editors = ()
    fields = readonly_fields = ["duty", "institution", "attached", "first_day", "last_day"]


class ScoreInline(MinistryInline):
    model = CandidateScore
    editors = ()
    fields = readonly_fields = ["criterion", "member", "points"]


@admin.register(SelectionCall)
class SelectionCallAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Koordinatör çağrıları"
    menu_rank = 11
    purpose = (
        "Merkezlerde görev yapacak öğretmenlerin seçimi: takvim, usul, ölçütler (SMM Yönergesi m. 10/1 – 10/3). Çağrı, merkezin "
        "sayfasında “Çağrı hazırla” ile açılır; komisyonu ve puanları merkezin bulunduğu ilin müdürlüğü yazar."
    )
    lifecycle = CALL
    forms_of_acts = FORM_OF_CALL
    list_display = ["title", "center", "applications_until", "status"]
    list_filter = ["status", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["title", "center__name"]
    inlines = [CalledPostInline, CriterionInline, MemberInline]
    readonly_fields = [
        "center", "title", "applications_from", "applications_until", "evaluation_until", "results_on", "instructions",
        "is_compulsory_service_place", "prepared_by", "announced_by", "announced_on", "examined_on", "minutes", "evaluated_on",
        "sent_by", "sent_on", "told_on", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]


@admin.register(PostApplication)
class PostApplicationAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Koordinatörlük başvuruları"
    menu_rank = 12
    purpose = (
        "Çağrılara verilen başvurular, şartların bulguları, komisyonun puanları ve sırası (SMM Yönergesi m. 6, 7, 10/3). "
        "T.C. kimlik no maskeli görünür, okunması kayda geçer."
    )
    lifecycle = CANDIDACY
    forms_of_acts = FORM_OF_CANDIDACY
    list_display = ["name", "called", "submitted_on", "rank", "status"]
    list_filter = ["status", "called__role", "called__call__center__school__province"]
    list_select_related = ["called__field"]
    search_fields = ["name", "called__call__center__name"]
    inlines = [ServiceInline, ScoreInline]
    readonly_fields = [
        "called", "name", "number", "home", "ministry_post", "started_on", "compulsory_service", "teacher_kind",
        "appointed_field", "appointed_branch", "account", "entered_by", "submitted_on", "examined_on", "total", "rank",
        "rank_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Drafts are their applicants'."""
        seen = PostApplication.objects.visible_to(request.user).order_by().values("pk")
        return super().get_queryset(request).filter(pk__in=seen)

    @admin.display(description="T.C. kimlik no")
    def number(self, record: PostApplication) -> str:
        return record.masked_number
