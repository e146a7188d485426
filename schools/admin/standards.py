"""The Annex in the ministry's admin: drafts are edited row by row, then published by act (okul/ek)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts.choices import MINISTRY_ROLES
from schools.acts import STANDARDS
from schools.choices import DesignationType
from schools.forms import FORM_OF_ACT
from schools.models import PhysicalStandard, StandardsVersion
from workflow.admin.base import MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus

KINDS = {
    "count": "adet",
    "area": "alan",
    "ratio": "oran",
    "percent": "yüzde",
    "length": "uzunluk",
}


class RowForm(forms.ModelForm):
    kind = forms.ChoiceField(label="Ölçü türü", choices=list(KINDS.items()))
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
class StandardsVersionAdmin(VersionAdmin):
    lifecycle = STANDARDS
    forms_of_acts = FORM_OF_ACT
    effect_kind = "standart"
    menu_label = "Fiziki standartlar (Ek)"
    menu_rank = 30
    purpose = (
        "Yönerge Ek’indeki asgari fiziki standartlar, sürüm sürüm. Taslak yayımlanmadan hiçbir karara esas olmaz."
    )
    remark = (
        "Standartlar Yönerge’nin Ek’indedir; Ek yayımda görüntü olarak yer alır. "
        "Her satırın kaynağını denetleyin; taslak yayımlanmadan hiçbir karara esas olmaz."
    )
    fields = ["name", "status", "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["valid_from", "valid_until"]
    inlines = [RowInline]

    def compare(self, record: StandardsVersion, in_force: StandardsVersion) -> list[dict[str, Any]]:
        here, there = ({row.code: row for row in version.rows.all()} for version in (record, in_force))
        return [
            {
                "label": (here.get(code) or there[code]).name,
                "here": _in_words(here.get(code)),
                "in_force": _in_words(there.get(code)),
                "changed": _in_words(here.get(code)) != _in_words(there.get(code)),
            }
            for code in dict.fromkeys([*there, *here])
        ]


def _in_words(row: PhysicalStandard | None) -> str | None:
    """A row's minimum, and where else the need may be met."""
    if row is None:
        return None
    least = (
        "asgari değer girilmemiş" if row.minimum is None else f"en az {row.minimum.normalize():f} {row.unit}".strip()
    )
    elsewhere = [
        words
        for words, allowed in (("hami okulda", row.sponsor_allowed), ("işletmede", row.enterprise_allowed))
        if allowed
    ]
    types = ", ".join(str(DesignationType(kind).label) for kind in row.types)
    return " · ".join([least.replace(".", ","), types, *(f"{place} karşılanabilir" for place in elsewhere)])
