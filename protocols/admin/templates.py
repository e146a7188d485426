"""Templates of protocols in the ministry's admin: drafts are edited clause by clause, then published by act."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.choices import MINISTRY_ROLES
from protocols.acts import TEMPLATE
from protocols.forms.clauses import FORM_OF_ACT
from protocols.models import ProtocolTemplate, TemplateClause
from protocols.rules.consolidation import order_of
from workflow.admin.base import MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus


class TemplateClauseInline(MinistryInline):
    model = TemplateClause
    editors = MINISTRY_ROLES
    fields = ["number", "title", "text", "required", "cites"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(ProtocolTemplate)
class ProtocolTemplateAdmin(VersionAdmin):
    lifecycle = TEMPLATE
    forms_of_acts = FORM_OF_ACT
    menu_label = "Protokol şablonları"
    menu_rank = 40
    purpose = "Protokol taslaklarının başladığı maddeler, sürüm sürüm. Yayımlanan şablon, o günden sonra açılan taslaklara gelir."
    remark = (
        "Şablon idari usuldür: Yönerge protokolün metnini belirlemez. “Çıkarılamaz” işaretli maddelerin metni taslakta "
        "değiştirilebilir, madde çıkarılamaz."
    )
    fields = ["name", "status", "valid_from", "valid_until", "source", "note"]
    readonly_fields = ["valid_from", "valid_until"]
    inlines = [TemplateClauseInline]

    def compare(self, record: ProtocolTemplate, in_force: ProtocolTemplate) -> list[dict[str, Any]]:
        here, there = ({row.number: row.text for row in version.clauses.all()} for version in (record, in_force))
        return [
            {
                "label": f"Madde {number}",
                "here": here.get(number),
                "in_force": there.get(number),
                "changed": here.get(number) != there.get(number),
            }
            for number in sorted(here | there, key=order_of)
        ]
