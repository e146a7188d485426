"""Versions of provisions in the ministry's admin: looked at, and their acts."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from workflow.law.acts import LAW
from workflow.law.forms import FORM_OF_LAW
from workflow.models import ProvisionVersion

from .acts import LifecycleAdmin


@admin.register(ProvisionVersion)
class ProvisionVersionAdmin(LifecycleAdmin):
    job = "Ayarlar"
    menu_label = "Hüküm sürümleri"
    menu_rank = 5
    lifecycle = LAW
    forms_of_acts = FORM_OF_LAW
    purpose = (
        "Yönerge değişince hükümlerin yeni metinleri, yürürlük günleri ve geçişleri. Yeni sürüm, Mevzuat sayfasındaki "
        "Hüküm sürümleri listesinde hazırlanır; etkilediği dosya, protokol ve belgeler de orada görülür."
    )
    list_display = ["citation", "effect", "status", "begins", "number", "transition", "published_on"]
    list_filter = ["status", "effect", "begins"]
    search_fields = ["directive", "number", "summary"]
    fields = [
        "provision", "status", "effect", "begins", "text", "summary", "directive", "number", "dated_on", "article", "transition",
        "transition_article", "transition_reason", "opened_by", "keeps_until", "prepared_by", "published_by", "published_on", "note",
        "page",
    ]  # fmt: skip
    readonly_fields = ["page"]

    @admin.display(description="Hüküm", ordering="provision")
    def citation(self, version: ProvisionVersion) -> str:
        return version.citation

    @admin.display(description="Etkiledikleri")
    def page(self, version: ProvisionVersion) -> str:
        url = reverse("desk:provision_version", args=[version.pk])
        return format_html('<a href="{}">Sürümün sayfasını aç: karşılaştırma ve etkilenenler</a>', url)
