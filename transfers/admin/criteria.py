"""Transfers in the ministry's admin: the criteria, version by version."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from accounts.choices import MINISTRY_ROLES
from transfers.acts import CRITERIA
from transfers.dossiers import criteria_of
from transfers.forms.criteria import FORM_OF_ACT
from transfers.forms.simulations import shown, workbook
from transfers.models import CriteriaComponent, CriteriaSimulation, TransferCriteria
from transfers.simulating import digest_of
from workflow.admin.base import MinistryAdmin, MinistryInline
from workflow.admin.versions import VersionAdmin
from workflow.choices import VersionStatus

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {True: "aranır", False: "aranmaz"}
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
    change_form_template = "transfers/criteria/version.html"
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

    def record_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        context = super().record_context(request, record)
        rows = CriteriaSimulation.objects.visible_to(request.user).filter(version=record)
        last = rows.select_related("round", "compared_with", "job", "started_by").first()
        if last is None:
            return context
        is_current = last.asked == digest_of(criteria_of(record))
        return {**context, "simulation": last, "is_of_this_draft": is_current, **shown(last.figures)}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.workbook_view)
        return [path("deneme/<int:pk>/xlsx/", view, name="transfers_trial_workbook"), *super().get_urls()]

    def workbook_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures of a trial as XLSX."""
        rows = CriteriaSimulation.objects.visible_to(request.user).filter(figures__isnull=False)
        record = get_object_or_404(rows.select_related("version", "round"), pk=pk)
        headers = {"Content-Disposition": f'attachment; filename="nakil-olcutleri-denemesi-{record.pk}.xlsx"'}
        return HttpResponse(workbook(str(record), record.figures), content_type=XLSX, headers=headers)

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
    named = {str(version._meta.get_field(name).verbose_name): getattr(version, name) for name in FIGURES}
    figures = {label: WORDS[value] if isinstance(value, bool) else value for label, value in named.items()}
    for row in version.components.all():
        tie = f", eşitlikte {row.tie_rank}." if row.tie_rank else ""
        figures[row.label] = f"en yüksek {row.maximum.normalize():f}, ağırlık {row.weight.normalize():f}{tie}"
    return figures


@admin.register(CriteriaSimulation)
class CriteriaSimulationAdmin(MinistryAdmin):
    """Reached from the draft; kept out of the menu."""

    list_display = ["version", "round", "compared_with", "started_on", "started_by"]
    list_select_related = ["version", "round", "compared_with", "started_by"]
    fields = readonly_fields = ["version", "round", "compared_with", "started_on", "started_by", "job"]
