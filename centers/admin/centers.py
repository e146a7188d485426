"""Centres in the ministry's admin: looked at and acted on."""

from __future__ import annotations

from django.contrib import admin

from centers.acts import CENTER
from centers.acts.work_tables import why_no_table
from centers.forms.centers import FORM_OF_ACT
from centers.forms.files import WorksFileForm
from centers.models import Center, CenterField
from centers.work_files import bring_works, template
from workflow.admin.base import MinistryInline

from .filters import NotReported
from .staff import PostInline
from .tables import Table, TableAdmin

TABLE = Table(
    label="Çalışmaları dosyayla yaz",
    purpose="Her satır bir çalışmadır; bir hata varsa hiçbiri yazılmaz ve her hata hücresiyle gösterilir (SMM Yönergesi m. 5/1-ç ilâ ğ).",
    submit="Denetle ve yaz",
    nothing="Dosyadan hiçbir çalışma yazılmadı",
    done="çalışma yazıldı.",
    file_name="merkez-calismalari.xlsx",
    form=WorksFileForm,
    bring=bring_works,
    template=template,
    why_not=why_no_table,
)


class CenterFieldInline(MinistryInline):
    model = CenterField
    editors = ()
    fields = readonly_fields = ["field", "starts_on", "until", "decided_by"]


@admin.register(Center)
class CenterAdmin(TableAdmin):
    job = "Merkezler"
    menu_label = "Merkezler"
    menu_rank = 5
    purpose = (
        "Sektörel mükemmeliyet merkezleri (SMM Yönergesi m. 4): kuruluş ve kapatma kararları, alanlar. "
        "Kuruluş, sayfalardaki Merkezler bölümünde “Merkez kuruluşunu öner” ile önerilir."
    )
    lifecycle = CENTER
    forms_of_acts = FORM_OF_ACT
    tables = {"calismalar": TABLE}
    list_display = ["name", "school", "founded_on", "closed_on", "status"]
    list_filter = ["status", "school__province", NotReported]
    list_select_related = ["school"]
    search_fields = ["name", "school__code"]
    inlines = [CenterFieldInline, PostInline]
    readonly_fields = [
        "school", "name", "reason", "basis", "is_compulsory_service_place", "phone", "website", "proposed_by", "founded_on",
        "founded_by", "closing_reason", "closing_proposed_by", "closed_on", "closed_by",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
