"""The register in the ministry's admin: looked at here; schools are edited section by section on their pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.choices import MINISTRY_ROLES
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryAdmin, MinistryInline
from workflow.choices import VersionStatus

from . import models
from .acts import STANDARDS
from .forms import FORM_OF_ACT


class FactsInline(MinistryInline):
    """Facts of a school, to be read; they are changed on the school's pages, where each change is journalled."""

    editors = frozenset()
    show_change_link = False


def facts(model: type, *fields: str, fk: str = "school") -> type[FactsInline]:
    """An inline that shows these fields of the model."""
    return type(f"{model.__name__}Facts", (FactsInline,), {"model": model, "fields": fields, "fk_name": fk})


@admin.register(models.School)
class SchoolAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Kurumlar"
    menu_rank = 10
    list_display = ["name", "code", "kind", "province", "district", "attached_to_gd", "page"]
    list_filter = ["kind", "attached_to_gd", "is_private", "province"]
    list_select_related = ["province", "district"]
    search_fields = ["code"]
    search_help_text = "Ad veya kurum kodu; Türkçe harfler nasıl yazılırsa yazılsın bulunur."
    fields = [
        "name", "code", "kind", "attached_to_gd", "is_private", "province", "district", "education_region",
        "registration_area", "address", "phone", "website", "addable_places", "closed_on", "page",
    ]  # fmt: skip
    readonly_fields = ["page"]
    inlines = [
        facts(models.SchoolName, "name", "starts_on", "ends_on"),
        facts(models.SchoolField, "field", "programme", "is_planned", "opened_on", "closed_on"),
        facts(models.Enrolment, "year", "grade", "field", "girls", "boys"),
        facts(models.Space, "kind", "name", "area", "places"),
        facts(models.Dormitory, "name", "girls_places", "girls_occupied", "boys_places", "boys_occupied"),
        facts(models.TransportLink, "dormitory", "is_available", "minutes"),
        facts(models.BoardingNeed, "year", "girls", "boys"),
        facts(models.Site, "kind", "host", "starts_on", "ends_on"),
        facts(models.StandardValue, "code", "value", "met_by", "sponsor"),
        facts(models.Declaration, "section", "stated_on", "stated_by"),
        facts(models.SchoolSuccession, "successor", "kind", "on", fk="predecessor"),
    ]

    @admin.display(description="Sayfası")
    def page(self, school: models.School) -> str:
        return format_html('<a href="{}">Okul sayfası</a>', reverse("designations:school", args=[school.pk]))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (queryset.named(search_term) if search_term.strip() else queryset), False


class AliasInline(MinistryInline):
    model = models.FieldAlias
    editors = MINISTRY_ROLES


class BranchInline(MinistryInline):
    model = models.Branch
    editors = MINISTRY_ROLES


class SectorInline(MinistryInline):
    model = models.FieldSector
    editors = MINISTRY_ROLES


@admin.register(models.Field)
class FieldAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Alanlar ve dallar"
    menu_rank = 20
    editors = MINISTRY_ROLES
    list_display = ["name", "code", "for_mesem"]
    list_filter = ["for_mesem"]
    search_fields = ["name", "code"]
    inlines = [AliasInline, BranchInline, SectorInline]


class AreaAdmin(MinistryAdmin):
    job = "Kurumlar"
    editors = MINISTRY_ROLES
    list_display = ["name", "province"]
    list_filter = ["province"]
    list_select_related = ["province"]


@admin.register(models.EducationRegion)
class EducationRegionAdmin(AreaAdmin):
    menu_label = "Eğitim bölgeleri"
    menu_rank = 30


@admin.register(models.RegistrationArea)
class RegistrationAreaAdmin(AreaAdmin):
    menu_label = "Kayıt alanları"
    menu_rank = 31


@admin.register(models.EmploymentYear)
class EmploymentYearAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "İstihdam istatistikleri"
    menu_rank = 40
    list_display = ["year", "source", "is_synthetic", "is_current", "imported_at"]


@admin.register(models.SectorStar)
class SectorStarAdmin(MinistryAdmin):
    job = "Kurumlar"
    menu_label = "Sektör yıldızları"
    menu_rank = 40
    list_display = ["province", "nace", "employees", "size", "dominance", "specialisation", "stars"]
    list_filter = ["year", "stars", "province"]
    list_select_related = ["province"]


@admin.register(models.Employment)
class EmploymentAdmin(MinistryAdmin):
    list_display = ["province", "nace", "employees", "year"]
    list_filter = ["year", "province"]
    list_select_related = ["province", "year"]


class StandardInline(MinistryInline):
    model = models.PhysicalStandard
    editors = MINISTRY_ROLES

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status == VersionStatus.DRAFT)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(models.StandardsVersion)
class StandardsVersionAdmin(LifecycleAdmin):
    job = "Ayarlar"
    menu_label = "Fiziki standartlar (Ek)"
    menu_rank = 30
    lifecycle = STANDARDS
    forms_of_acts = FORM_OF_ACT
    editors = MINISTRY_ROLES
    list_display = ["name", "status", "valid_from", "valid_until"]
    fields = ["name", "status", "source", "note"]
    inlines = [StandardInline]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status == VersionStatus.DRAFT
        return is_draft and super().has_change_permission(request, obj)
