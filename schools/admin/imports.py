"""Files that were brought into the register, to look at; they are brought, confirmed and given up on the pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from schools.models import FileImport
from workflow.admin.base import MinistryAdmin


@admin.register(FileImport)
class FileImportAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Dosyadan yüklemeler"
    menu_rank = 60
    purpose = "Kütüğe dosyadan yazılanlar: kim, hangi dosyayla, kaç satır. Yükleme ve onay sayfalardadır."
    list_display = ["name", "source", "status", "province", "by", "created_at"]
    list_filter = ["source", "status"]
    list_select_related = ["by", "province"]
    search_fields = ["name"]
    fields = ["page", "source", "name", "size", "sha256", "status", "message", "province", "by", "created_at"]
    readonly_fields = fields

    @admin.display(description="Bulgular ve farklar")
    def page(self, brought: FileImport) -> Any:
        return format_html('<a href="{}">Sayfasını aç</a>', reverse("schools:import", args=[brought.pk]))
