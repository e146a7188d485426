"""Transfers in the ministry's admin: the criteria, version by version."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.choices import MINISTRY_ROLES
from transfers.acts import CRITERIA
from transfers.forms.criteria import FORM_OF_ACT
from transfers.models import CriteriaComponent, TransferCriteria
from workflow.admin.base import MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus

FIGURES = ["most_preferences", "score_decimals", "same_field", "clean_discipline"]


class ComponentInline(MinistryInline):
    model = CriteriaComponent
    editors = MINISTRY_ROLES
    fields = ["key", "label", "maximum", "weight", "tie_rank"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(TransferCriteria)
class TransferCriteriaAdmin(VersionAdmin):
    lifecycle = CRITERIA
    forms_of_acts = FORM_OF_ACT
    job = "Nakil"
    menu_label = "Nakil ölçütleri"
    menu_rank = 10
    purpose = "11. sınıfa naklin puanı, eşitlik sırası ve şartları, sürüm sürüm (Yönerge m. 8/2)."
    remark = (
        "Yönerge ölçütlerin belirlenmesini Genel Müdürlüğe bırakır. 10. sınıfı tamamlamış olmak, başka bir mesleki ve teknik "
        "ortaöğretim kurumunda ve kayıt alanı dışında öğrenim görmek Yönerge’nin şartıdır; burada kaldırılamaz."
    )
    fields = ["name", "status", *FIGURES, "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["valid_from", "valid_until"]
    inlines = [ComponentInline]

    def compare(self, record: TransferCriteria, in_force: TransferCriteria) -> list[dict[str, Any]]:
        here, there = (_figures(version) for version in (record, in_force))
        return [
            {
                "label": label,
                "here": here.get(label),
                "in_force": there.get(label),
                "changed": here.get(label) != there.get(label),
            }
            for label in dict.fromkeys([*here, *there])
        ]


def _figures(version: TransferCriteria) -> dict[str, Any]:
    figures = {str(version._meta.get_field(name).verbose_name): getattr(version, name) for name in FIGURES}
    for row in version.components.all():
        tie = f", eşitlikte {row.tie_rank}." if row.tie_rank else ""
        figures[row.label] = f"en yüksek {row.maximum.normalize():f}, ağırlık {row.weight.normalize():f}{tie}"
    return figures
