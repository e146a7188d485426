"""The facts of a school on its admin page: looked at here, edited section by section on the pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from schools.models import (
    BoardingNeed,
    Declaration,
    Dormitory,
    Enrolment,
    SchoolField,
    SchoolName,
    SchoolSuccession,
    Site,
    Space,
    StandardValue,
    TransportLink,
)
from workflow.admin.base import MinistryInline


class FactInline(MinistryInline):
    """Rows that are only looked at; ``related``: what a row shows of other tables, fetched with it."""

    editors = frozenset()
    related: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.related).prefetch_related(*self.fetched)


class YearlyInline(FactInline):
    """Rows of a school year, said as people say it."""

    readonly_fields = ["school_year"]

    @admin.display(description="Öğretim yılı")
    def school_year(self, row: Any) -> str:
        return f"{row.year}–{row.year + 1}"


class NameInline(FactInline):
    model = SchoolName
    fields = ["name", "starts_on", "ends_on", "source"]


class SuccessorInline(FactInline):
    model = SchoolSuccession
    fk_name = "predecessor"
    verbose_name_plural = "Ardıl kurumlar"
    fields = ["successor", "kind", "on"]
    related = ("successor",)


class PredecessorInline(FactInline):
    model = SchoolSuccession
    fk_name = "successor"
    verbose_name_plural = "Öncül kurumlar"
    fields = ["predecessor", "kind", "on"]
    related = ("predecessor",)


class SchoolFieldInline(FactInline):
    model = SchoolField
    fields = ["field", "programme", "is_planned", "opened_on", "closed_on", "source"]
    related = ("field",)


class EnrolmentInline(YearlyInline):
    model = Enrolment
    fields = ["school_year", "grade", "field", "girls", "boys"]
    related = ("field",)


class SpaceInline(FactInline):
    model = Space
    fields = ["kind", "name", "area", "places", "sharing"]
    readonly_fields = ["sharing"]
    fetched = ("fields",)

    @admin.display(description="Kullanan alanlar")
    def sharing(self, space: Space) -> str:
        return ", ".join(field.name for field in space.fields.all()) or "–"


class DormitoryInline(FactInline):
    model = Dormitory
    fields = ["name", "girls_places", "girls_occupied", "boys_places", "boys_occupied", "stated_on"]


class LinkInline(FactInline):
    model = TransportLink
    fields = ["dormitory", "is_available", "minutes", "description"]
    related = ("dormitory",)


class BoardingNeedInline(YearlyInline):
    model = BoardingNeed
    fields = ["school_year", "girls", "boys"]


class SiteInline(FactInline):
    model = Site
    fields = ["kind", "host", "suitability_known", "suited", "starts_on", "ends_on"]
    readonly_fields = ["suited"]
    fetched = ("suited_fields",)

    @admin.display(description="Uygun olduğu alanlar")
    def suited(self, site: Site) -> str:
        return ", ".join(field.name for field in site.suited_fields.all()) or "–"


class StandardValueInline(FactInline):
    model = StandardValue
    fk_name = "school"
    fields = ["code", "value", "met_by", "sponsor", "note"]
    related = ("sponsor",)


class DeclarationInline(FactInline):
    model = Declaration
    fields = ["section", "stated_on", "stated_by"]
    related = ("stated_by",)


FACTS = [
    SchoolFieldInline,
    EnrolmentInline,
    SpaceInline,
    DormitoryInline,
    LinkInline,
    BoardingNeedInline,
    SiteInline,
    StandardValueInline,
    DeclarationInline,
    NameInline,
    PredecessorInline,
    SuccessorInline,
]
