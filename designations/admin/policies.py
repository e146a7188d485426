"""Policies and field clusters as versions: a draft is edited, then published by act."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES
from designations.acts import CLUSTERS, POLICY
from designations.forms import FORM_OF_ACT
from designations.models import ClusterVersion, FieldCluster, PolicyVersion
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline
from workflow.choices import VersionStatus

POLICY_VALUES = [
    "concentration_min_stars",
    "concentration_min_employment",
    "specialisation_min",
    "workshop_places_per_student",
    "growth_margin",
    "cluster_min_fields",
]


class VersionAdmin(LifecycleAdmin):
    """A draft may be edited; what is published never changes."""

    job = "Ayarlar"
    forms_of_acts = FORM_OF_ACT
    editors = MINISTRY_ROLES
    list_display = ["name", "status", "valid_from", "valid_until"]
    change_form_template = "designations/admin/version.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status == VersionStatus.DRAFT
        return is_draft and super().has_change_permission(request, obj)


@admin.register(PolicyVersion)
class PolicyVersionAdmin(VersionAdmin):
    lifecycle = POLICY
    menu_label = "Ölçüt değerleri"
    menu_rank = 10
    purpose = "Ölçütlerin sayısal değerleri, sürüm sürüm. Değiştirmek için taslak ekleyin, ülkedeki etkisini görün, sonra yayımlayın."
    fieldsets = [
        (None, {"fields": ["name", "status", "source", "note"]}),
        (
            "Değerler",
            {
                "fields": POLICY_VALUES,
                "description": "Yönerge bu değerleri belirlemez; Genel Müdürlüğün takdirindedir (idari usul).",
            },
        ),
    ]

    def record_context(self, request: HttpRequest, record: PolicyVersion) -> dict[str, Any]:
        in_force = PolicyVersion.objects.in_force(localdate())
        comparison = [
            {
                "label": PolicyVersion._meta.get_field(name).verbose_name,
                "here": getattr(record, name),
                "in_force": getattr(in_force, name) if in_force else None,
            }
            for name in POLICY_VALUES
        ]
        return {**super().record_context(request, record), "in_force": in_force, "comparison": comparison}


class FieldClusterInline(MinistryInline):
    model = FieldCluster
    editors = MINISTRY_ROLES
    filter_horizontal = ["fields"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(ClusterVersion)
class ClusterVersionAdmin(VersionAdmin):
    lifecycle = CLUSTERS
    menu_label = "Alan kümelenmeleri"
    menu_rank = 20
    purpose = "İhtisas okulları için birbirini tamamlayan alanlar (Yönerge m. 5/2-a), sürüm sürüm."
    inlines = [FieldClusterInline]
    fields = ["name", "status", "source", "note"]
