"""Lists of the admin as lists that are kept and taken away: the same rows, filters, order and columns as on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR, IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, label_for_field, lookup_field
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR, SEARCH_VAR
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.html import strip_tags

from accounts.models import User
from workflow.listing import Listing
from workflow.listing.declaring import CHUNK

PREFIX = "yonetim-"
NOT_KEPT = frozenset({PAGE_VAR, ALL_VAR, ERROR_FLAG, IS_POPUP_VAR, TO_FIELD_VAR})


def slug_of(model: type[models.Model]) -> str:
    return f"{PREFIX}{model._meta.app_label}-{model._meta.model_name}"


def listing_of_admin(slug: str) -> AdminListing | None:
    """The list of the admin that has this slug, made anew each time, since it belongs to a class and not to a request."""
    label, _, name = slug.removeprefix(PREFIX).partition("-")
    try:
        model = apps.get_model(label, name)
    except LookupError:
        return None
    page = admin.site._registry.get(model)
    return (
        AdminListing(page) if page is not None and hasattr(page, "purpose") else None
    )  # tables of third parties have no lists of ours


class AdminListing(Listing):
    """What :class:`Listing` is to a page of ours, for a list of the admin; ``page`` is its admin class."""

    page: admin.ModelAdmin[Any]

    def __init__(self, page: admin.ModelAdmin[Any]) -> None:
        opts = page.opts
        title = getattr(page, "menu_label", "") or str(opts.verbose_name_plural)
        name = f"admin:{opts.app_label}_{opts.model_name}_changelist"
        super().__init__(slug_of(page.model), title, name, forms.Form, lambda *_: page.model._base_manager.none(), ())
        object.__setattr__(self, "page", page)

    def is_open_to(self, user: User) -> bool:
        request = self._request(user, QueryDict())
        return bool(admin.site.has_permission(request) and self.page.has_view_permission(request))

    def filtered(self, user: User, query: QueryDict, on: date) -> Any:
        """The rows as the screen shows them, over all its pages; none where the user may no longer look at the list."""
        changes = self._changes(user, query)
        return self.page.model._base_manager.none() if changes is None else changes.queryset

    def kept(self, query: QueryDict) -> str:
        """Search, filters and order; never a page, nor a window of the admin's."""
        pairs = [
            (name, value) for name in sorted(query) if name not in NOT_KEPT for value in query.getlist(name) if value
        ]
        return urlencode(pairs[:20])

    def words(self, query: QueryDict) -> str:
        told = [
            f"{name}: {', '.join(query.getlist(name))}"
            for name in sorted(query)
            if name not in {*NOT_KEPT, SEARCH_VAR, "o"}
        ]
        if query.get(SEARCH_VAR):
            told.insert(0, f"Arama: {query[SEARCH_VAR]}")
        return "; ".join(told) or "Süzgeç yok"

    def titles(self) -> list[str]:
        return [_plain_title(label_for_field(name, self.page.model, self.page)) for name in self._columns()]

    def values(self, rows: Any) -> Iterator[list[Any]]:
        names = self._columns()
        for record in rows.iterator(chunk_size=CHUNK):
            yield [self._cell(name, record) for name in names]

    def _columns(self) -> list[str]:
        return [str(name) for name in self.page.list_display if name != "action_checkbox"]

    def _cell(self, name: str, record: models.Model) -> Any:
        """As the screen has it, in words; days and numbers stay such, so that a table can count with them."""
        try:
            field, _, value = lookup_field(name, record, self.page)
        except ObjectDoesNotExist:
            return ""
        if value is None or value == self.page.get_empty_value_display():
            return ""
        if isinstance(value, bool):
            return "Evet" if value else "Hayır"
        if isinstance(value, datetime | date | int | float) and not getattr(field, "flatchoices", None):
            return value
        if field is not None and getattr(field, "flatchoices", None):
            value = display_for_field(value, field, "")
        return " ".join(strip_tags(str(value)).split())

    def _changes(self, user: User, query: QueryDict) -> Any:
        request = self._request(user, query)
        if not self.is_open_to(user):
            return None
        try:
            return self.page.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return None

    def _request(self, user: User, query: QueryDict) -> HttpRequest:
        """The admin asks its questions of a request; in the background there is none, only who asked and what."""
        request = HttpRequest()
        request.method = "GET"
        request.GET = query  # type: ignore[assignment]
        request.user = user
        return request


def _plain_title(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:] if text[:1] != "i" else f"İ{text[1:]}"
