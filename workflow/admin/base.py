"""What every admin page of ours has: roles instead of groups, the scope in the query, and a place in the menu."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.choices import NATIONAL_ROLES, Role
from workflow.at_once import only
from workflow.history.contexts import history_context, past_context
from workflow.history.kinds import kept_of
from workflow.history.showing import PARAMETERS, AsOfForm
from workflow.listing.paging import Bounded
from workflow.listing.tools import tools_context
from workflow.models import JournalEntry

from . import words
from .overtaking import FieldByField
from .taking import AdminListing

__all__ = ["MinistryAdmin", "MinistryInline", "words"]


def related_of(model: type[models.Model]) -> list[str]:
    """The way from a record to those that it leads to, and to what their names are made of."""
    return [
        path
        for field in model._meta.concrete_fields
        if field.many_to_one or field.one_to_one
        for path in (field.name, *(f"{field.name}__{inner}" for inner in _in_its_name(field.related_model)))
    ]


def _in_its_name(model: Any) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.many_to_one and not field.null]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlainFields:
    """Fields without what Django's admin puts around them: the browser's calendar, short texts, no side doors."""

    formfield_overrides = {
        models.DateField: {"widget": DayInput},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Another table's record is chosen here and made on its own page, not in a window."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class MinistryAdmin(FieldByField, PlainFields, admin.ModelAdmin):  # type: ignore[type-arg]
    """Looks are open to national roles; changes only to ``editors``; nothing is deleted here.

    ``job``: the menu's heading (see :data:`workflow.sites.JOBS`); empty keeps the list out of the menu.
    ``purpose``: what the list is for and what to do first, said above it and where it is empty.
    """

    job: str | None = None
    menu_label = ""
    menu_rank = 50
    purpose = ""
    viewers: Collection[str] = NATIONAL_ROLES
    editors: Collection[str] = frozenset()
    adders: Collection[str] | None = None  # as the editors, unless said otherwise
    list_per_page = 50
    paginator = Bounded
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    empty_value_display = "–"
    # What else is read with a record, where its own name or that of what it leads to is made of more than `related_of` knows.
    record_related: Collection[str] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A record that is looked at is read once for a page, with what it leads to; one that is saved is read anew each time."""
        if from_field or request.method not in {"GET", "HEAD"}:
            return super().get_object(request, object_id, from_field)
        kept = request.__dict__.setdefault("records_of_admin", {})
        key = (self.model, object_id)
        if key not in kept:
            rows = self.get_queryset(request).select_related(*related_of(self.model), *self.record_related).order_by()
            try:
                kept[key] = only(rows.filter(pk=self.opts.pk.to_python(object_id))[:1])  # type: ignore[union-attr]
            except (ValidationError, ValueError):
                kept[key] = None
        return kept[key]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        return user.is_authenticated and (user.is_superuser or user.has_role(*self.viewers))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.has_role(*self.editors)

    def has_add_permission(self, request: HttpRequest) -> bool:
        adders = self.editors if self.adders is None else self.adders
        return request.user.is_authenticated and request.user.has_role(*adders)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = self.menu_label or str(self.opts.verbose_name_plural)
        context = {"title": title, "purpose": self.purpose, **(extra_context or {})}
        if self.has_view_permission(request) and not request.GET.get("_popup"):
            context |= tools_context(request, AdminListing(self))
        return super().changelist_view(request, context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A record's page is headed by the record's name."""
        record = kwargs.get("obj")
        if record is not None:
            context |= {"title": str(record), "subtitle": None}
        context["list_label"] = self.menu_label or str(self.opts.verbose_name_plural)
        return super().render_change_form(request, context, **kwargs)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The record's page; with ``?tarih=`` or ``?bilgi=`` the record as of that day, to look at only."""
        kept = kept_of(self.model)
        record = self.get_object(request, object_id) if kept and PARAMETERS & request.GET.keys() else None
        if kept is None or record is None or not self.has_view_permission(request, record):
            picker = {"as_of": AsOfForm(), "keeps_history": True} if kept else {}
            return super().change_view(request, object_id, form_url, {**picker, **(extra_context or {})})
        context = {
            **self.admin_site.each_context(request),
            **past_context(request, kept, record, request.path),
            "opts": self.opts,
        }
        context["title"] = context.get("name", str(record))
        return TemplateResponse(request, "workflow/admin/past.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The whole story of the record; Django's own log of changes is not kept."""
        record = self.get_object(request, object_id)
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        url = reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])
        kept = kept_of(record)
        told = (
            {**history_context(request, kept, record), "past_url": url}
            if kept
            else {"entries": JournalEntry.objects.of(record).select_related("by").reverse()[:200]}
        )
        context = {
            **self.admin_site.each_context(request),
            **told,
            "title": f"{record} – geçmiş",
            "record": record,
            "record_url": url,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "workflow/admin/history.html", context)


class MinistryInline(PlainFields, admin.TabularInline):  # type: ignore[type-arg]
    """Rows of a record, open to whoever may change the record."""

    extra = 0
    editors: Collection[str] = frozenset({Role.EXPERT, Role.DEPARTMENT_HEAD})
    record_related: Collection[str] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Rows with what they show: not a question a row."""
        return super().get_queryset(request).select_related(*related_of(self.model), *self.record_related)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated

    def _may_edit(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.has_role(*self.editors)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)
