"""Fields in the ministry's admin, with branches, spellings, and the sectors that they serve (a proposal)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin

from accounts.choices import MINISTRY_ROLES
from schools.models import Branch, Field, FieldAlias, FieldSector
from schools.turkish import field_key
from workflow.admin.base import MinistryAdmin, MinistryInline


class BranchInline(MinistryInline):
    model = Branch
    editors = MINISTRY_ROLES
    fields = ["name"]


class AliasForm(forms.ModelForm):
    """The key is made from the spelling; two fields never share one."""

    class Meta:
        model = FieldAlias
        fields = ("spelling",)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.instance.key = field_key(given.get("spelling", ""))
        rivals = FieldAlias.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk)
        if self.instance.field_id is not None:
            rivals = rivals.filter(for_mesem=self.instance.field.for_mesem)
        if rival := rivals.select_related("field").first():
            self.add_error("spelling", f"Bu yazılış “{rival.field}” alanı için kayıtlı.")
        return given


class AliasInline(MinistryInline):
    model = FieldAlias
    form = AliasForm
    editors = MINISTRY_ROLES


class SectorInline(MinistryInline):
    model = FieldSector
    editors = MINISTRY_ROLES
    fields = ["nace", "is_primary"]
    verbose_name_plural = "Hizmet ettiği sektörler (öneri; resmî bir eşleme tablosu yayımlanmamıştır)"


@admin.register(Field)
class FieldAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "Alanlar ve dallar"
    menu_rank = 40
    editors = MINISTRY_ROLES
    list_display = ["name", "code", "for_mesem"]
    list_filter = ["for_mesem"]
    search_fields = ["code"]
    search_help_text = "Alan adı (her yazılışıyla) veya kodu."
    inlines = [SectorInline, BranchInline, AliasInline]

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        text = search_term.strip()
        if not text:
            return queryset, False
        found = FieldAlias.objects.filter(key__contains=field_key(text)).values("field")
        return queryset.filter(pk__in=found) | queryset.filter(code=text), False

    def save_formset(self, request: Any, form: Any, formset: Any, change: Any) -> None:
        """A spelling belongs to the same programme as its field."""
        if formset.model is FieldAlias:
            for row in formset.forms:
                row.instance.for_mesem = form.instance.for_mesem
        super().save_formset(request, form, formset, change)
