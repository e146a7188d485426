"""Policies and field clusters as versions in the ministry's admin, and the page of what a draft would change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import ManyToManyField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES
from designations.acts import CLUSTERS, POLICY
from designations.acts.scenarios import AT_WORK, effect_of_draft, is_weighed, weigh_draft
from designations.forms import FORM_OF_ACT
from designations.models import ClusterVersion, FieldCluster, PolicyVersion
from designations.permissions import may_try_figures
from designations.results import types_of
from schools.models import Field, StandardsVersion
from workflow.admin.base import MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus
from workflow.refusals import Refusal

POLICY_VALUES = [
    "concentration_min_stars",
    "concentration_min_employment",
    "specialisation_min",
    "workshop_places_per_student",
    "growth_margin",
    "cluster_min_fields",
]
KINDS = {"olcut": PolicyVersion, "kume": ClusterVersion, "standart": StandardsVersion}


@admin.register(PolicyVersion)
class PolicyVersionAdmin(VersionAdmin):
    lifecycle = POLICY
    forms_of_acts = FORM_OF_ACT
    effect_kind = "olcut"
    menu_label = "Ölçüt değerleri"
    menu_rank = 10
    purpose = (
        "Ölçütlerin sayısal değerleri, sürüm sürüm. "
        "Değiştirmek için taslak ekleyin, ülkedeki etkisini görün, sonra yayımlayın."
    )
    remark = (
        "Yönerge bu değerleri belirlemez; Genel Müdürlüğün takdirindedir (idari usul). "
        "Yayımlanan sürüm değiştirilemez, yenisi hazırlanır."
    )
    fieldsets = [(None, {"fields": ["name", "status", "source", "note"]}), ("Değerler", {"fields": POLICY_VALUES})]

    def compare(self, record: PolicyVersion, in_force: PolicyVersion) -> list[dict[str, Any]]:
        rows = [
            (PolicyVersion._meta.get_field(name).verbose_name, getattr(record, name), getattr(in_force, name))
            for name in POLICY_VALUES
        ]
        return [
            {"label": label, "here": here, "in_force": there, "changed": here != there} for label, here, there in rows
        ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.effect_view)
        return [path("etki/<slug:kind>/<int:pk>/", view, name="designations_effect"), *super().get_urls()]

    def effect_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """The effect of a draft as it was computed last; POST has it computed with the figures of now."""
        draft = KINDS[kind].objects.filter(pk=pk).first() if kind in KINDS else None
        if draft is None or not self.has_view_permission(request):
            raise Http404
        if request.method == "POST":
            try:
                return redirect("designations:scenario", weigh_draft(draft, by=request.user, on=localdate()).pk)
            except Refusal as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
        scenario = effect_of_draft(draft)
        context = {
            **self.admin_site.each_context(request),
            "title": "Ülkedeki etkisi",
            "draft": draft,
            "scenario": scenario,
            "is_weighed": is_weighed(draft),
            "is_busy": bool(scenario and scenario.job and scenario.job.state in AT_WORK),
            "types": types_of(scenario) if scenario else [],
            "types_changed": bool(scenario and (scenario.gains or scenario.losses)),
            "may_try": may_try_figures(request.user, None),
            "opts": draft._meta,
        }
        return TemplateResponse(request, "designations/admin/effect.html", context)


class FieldClusterInline(MinistryInline):
    """Each cluster folded: its name and its fields as a list to tick."""

    model = FieldCluster
    editors = MINISTRY_ROLES
    extra = 1
    template = "designations/admin/clusters.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("fields")

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:  # type: ignore[type-arg]
        fields = Field.objects.all()
        field = forms.ModelMultipleChoiceField(
            fields, label="Alanlar", required=False, widget=forms.CheckboxSelectMultiple
        )
        field.choices = [(row.pk, str(row)) for row in fields]  # read once for all clusters
        return field

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(ClusterVersion)
class ClusterVersionAdmin(VersionAdmin):
    lifecycle = CLUSTERS
    forms_of_acts = FORM_OF_ACT
    effect_kind = "kume"
    menu_label = "Alan kümelenmeleri"
    menu_rank = 20
    purpose = "İhtisas okulları için birbirini tamamlayan alanlar (Yönerge m. 5/2-a), sürüm sürüm."
    remark = "Kümeleri Genel Müdürlük belirler (Yönerge m. 5/2-a); yayımlanmış resmî bir liste yoktur."
    inlines = [FieldClusterInline]
    fields = ["name", "status", "source", "note"]

    def compare(self, record: ClusterVersion, in_force: ClusterVersion) -> list[dict[str, Any]]:
        here, there = (_fields_of(version) for version in (record, in_force))
        return [
            {"label": name, "here": here.get(name), "in_force": there.get(name), "changed": here.get(name) != there.get(name)}
            for name in sorted(here.keys() | there.keys())
        ]  # fmt: skip


def _fields_of(version: ClusterVersion) -> dict[str, str]:
    return {
        cluster.name: ", ".join(sorted(field.name for field in cluster.fields.all()))
        for cluster in version.clusters.prefetch_related("fields")
    }
