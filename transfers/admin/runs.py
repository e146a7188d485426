"""Placements in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from transfers.acts import RUN
from transfers.forms.runs import FORM_OF_ACT
from transfers.models import PlacementRun
from workflow.admin.acts import LifecycleAdmin


@admin.register(PlacementRun)
class PlacementRunAdmin(LifecycleAdmin):
    job = "Nakil"
    menu_label = "Yerleştirmeler"
    menu_rank = 9
    purpose = (
        "Hesaplanan yerleştirmeler (Yönerge m. 8/2): girdisi, kura sayısı, motorun sürümü ve özetleriyle. Yeni yerleştirme, "
        "dönemin sayfasındaki “Yerleştirmeyi çalıştır” ile başlatılır; ancak ikinci hesabın kusur bulmadığı ilan edilebilir."
    )
    lifecycle = RUN
    forms_of_acts = FORM_OF_ACT
    list_display = ["__str__", "purpose", "students", "places", "placed", "announced_on", "status"]
    list_filter = ["status", "purpose", "round"]
    list_select_related = ["round"]
    readonly_fields = [
        "round", "number", "purpose", "started_by", "started_on", "seed", "engine_version", "input_sha256", "result_sha256",
        "students", "preferences", "places", "placed", "on_first", "report", "message", "announced_on", "announced_by",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
