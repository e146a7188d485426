"""The Annex in the ministry's admin: drafts are edited row by row, then published by act (okul/ek)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES
from schools.acts import STANDARDS
from schools.choices import DesignationType
from schools.forms import FORM_OF_ACT
from schools.models import PhysicalStandard, StandardsVersion
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline
from workflow.choices import VersionStatus


class RowForm(forms.ModelForm):
    types = forms.MultipleChoiceField(
        label="Türler",
        choices=[(kind.value, kind.label) for kind in (DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED)],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = PhysicalStandard
        fields = (
            "position",
            "code",
            "name",
            "kind",
            "unit",
            "minimum",
            "types",
            "sponsor_allowed",
            "enterprise_allowed",
            "source",
        )


class RowInline(MinistryInline):
    model = PhysicalStandard
    form = RowForm
    editors = MINISTRY_ROLES

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(StandardsVersion)
class StandardsVersionAdmin(LifecycleAdmin):
    job = "Ayarlar"
    menu_label = "Fiziki standartlar (Ek)"
    menu_rank = 30
    purpose = (
        "Yönerge Ek’indeki asgari fiziki standartlar, sürüm sürüm. Taslak yayımlanmadan hiçbir karara esas olmaz."
    )
    lifecycle = STANDARDS
    forms_of_acts = FORM_OF_ACT
    editors = MINISTRY_ROLES
    list_display = ["name", "status", "valid_from", "valid_until"]
    fields = ["name", "status", "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["valid_from", "valid_until"]
    inlines = [RowInline]
    change_form_template = "schools/admin/standards.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status == VersionStatus.DRAFT
        return is_draft and super().has_change_permission(request, obj)

    def record_context(self, request: HttpRequest, record: StandardsVersion) -> dict[str, Any]:
        return {
            **super().record_context(request, record),
            "in_force": StandardsVersion.objects.in_force(localdate()),
        }
