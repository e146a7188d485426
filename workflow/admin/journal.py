"""The journal and its seals in the admin: only looked at, said in words, found by kind of record and by act."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from workflow.listing.distinct import values_of
from workflow.models import JournalEntry, JournalSeal

from .base import MinistryAdmin


def kind_in_words(kind: str) -> str:
    """``designations.dossier`` as people call it; the kind itself where no such table exists any more."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def state_in_words(kind: str, state: str) -> str:
    """A stored state as the record's own lists call it."""
    try:
        choices = dict(apps.get_model(kind)._meta.get_field("status").choices)
    except Exception:  # noqa: BLE001 - no such table or column any more: what was written is shown
        return state
    return str(choices.get(state, state))


class KindFilter(admin.SimpleListFilter):
    title = "kayıt türü"
    parameter_name = "record_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = values_of(JournalEntry, "record_kind")
        return sorted(((kind, kind_in_words(kind)) for (kind,) in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(record_kind=self.value()) if self.value() else queryset


class ActFilter(admin.SimpleListFilter):
    title = "işlem"
    parameter_name = "label"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(label, label) for (label,) in values_of(JournalEntry, "label")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(label=self.value()) if self.value() else queryset


@admin.register(JournalEntry)
class JournalEntryAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Kayıt defteri"
    menu_rank = 10
    purpose = "Yapılan her işlem: kim, ne zaman, hangi kayıtta. Satırlar değiştirilemez ve silinemez."
    list_display = ["at", "label", "record_label", "change", "by_name", "on"]
    list_filter = ["at", KindFilter, ActFilter]  # a hierarchy of days would read every row for its years
    search_fields = ["record_label"]  # a search box is offered; what it finds is said below
    search_help_text = (
        "Kaydın adı, işlemi yapanın adı veya kaydın numarası; Türkçe harfler nasıl yazılırsa yazılsın bulunur."
    )
    ordering = ["-pk"]
    fieldsets = [
        (None, {"fields": ["label", "record", "change", "by_name", "on", "at", "cites", "in_full"]}),
        ("Zincir", {"fields": ["sequence", "previous_hash", "hash"]}),
    ]
    readonly_fields = ["record", "change", "in_full"]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.found(search_term), False

    @admin.display(description="Durum")
    def change(self, entry: JournalEntry) -> str:
        states = [state_in_words(entry.record_kind, state) for state in (entry.before, entry.after) if state]
        return " → ".join(dict.fromkeys(states)) or "–"

    @admin.display(description="Kayıt")
    def record(self, entry: JournalEntry) -> str:
        """The record by name, as a link where it has a page."""
        said = f"{kind_in_words(entry.record_kind)}: {entry.record_label}"
        try:
            name = entry.record_kind.replace(".", "_")
            url = reverse(f"{self.admin_site.name}:{name}_change", args=[entry.record_id])
        except NoReverseMatch:
            return said
        return format_html('<a href="{}">{}</a>', url, said)

    @admin.display(description="Ayrıntı")
    def in_full(self, entry: JournalEntry) -> str:
        if not entry.details:
            return "–"
        return format_html("<pre>{}</pre>", json.dumps(entry.details, ensure_ascii=False, indent=2))


@admin.register(JournalSeal)
class JournalSealAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Günlük mühürler"
    menu_rank = 20
    purpose = "Her günün sonunda kayıt defterinin imzalanan özeti. İlk mühür, ilk günün sonunda atılır."
    list_display = ["day", "entries", "last_entry", "head", "sealed_at"]
    fields = ["day", "entries", "last_entry", "head", "signature", "sealed_at"]
