"""What a list is: its filters, its rows for a user, how it sorts, and the columns that a file of it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.models import User

SORT = "sirala"
PAGING = frozenset({"sayfa", "boyut"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: ``path`` as in ``values_list``; ``words`` turns stored values into those that people read."""

    title: str
    path: str
    words: Mapping[Any, str] | None = None

    def read(self, value: Any) -> Any:
        if self.words is not None:
            return self.words.get(value, "" if value is None else str(value))
        if isinstance(value, bool):
            return "Evet" if value else "Hayır"
        return "" if value is None else value


@dataclass(frozen=True)
class Listing:
    """``rows(user, given, on)``: what the user may see and the filters leave, from ``visible_to``; ``sorts``: keys to fields."""

    slug: str
    title: str
    url_name: str
    form: type[forms.Form]
    rows: Callable[[User, Mapping[str, Any], date], Any]
    columns: tuple[Column, ...]
    sorts: Mapping[str, str] = field(default_factory=dict)

    def given(self, query: QueryDict) -> dict[str, Any]:
        """The filters that the address asks for; nothing where they cannot be."""
        form = self.form(query)
        return dict(form.cleaned_data) if form.is_valid() else {}

    def filtered(self, user: User, query: QueryDict, on: date) -> Any:
        """The rows of the list as the page shows them, sorted; what is exported is exactly this."""
        rows = self.rows(user, self.given(query), on)
        asked = query.get(SORT, "")
        column = self.sorts.get(asked.lstrip("-"))
        return rows.order_by(f"{'-' if asked.startswith('-') else ''}{column}", "pk") if column else rows

    def kept(self, query: QueryDict) -> str:
        """The part of an address that says what is listed: known filters and the order, never a page or a way elsewhere."""
        known = {*self.form.base_fields, SORT}
        return urlencode([(name, value) for name in known for value in query.getlist(name) if value][:20])

    def words(self, query: QueryDict) -> str:
        """The filters in words, for the file's head and the notice."""
        form = self.form(query)
        told = []
        for name, value in self.given(query).items():
            if value not in {None, "", False}:
                shown = (
                    dict(getattr(form.fields[name], "choices", ()) or ()).get(value, value)
                    if isinstance(value, str)
                    else value
                )
                told.append(f"{form.fields[name].label}: {shown}")
        return "; ".join(told) or "Süzgeç yok"

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_declared: dict[str, str] = {}


def declare(slug: str, name: str) -> None:
    """Name the list of a slug by its dotted name; called from ``AppConfig.ready``, before forms and models can be asked."""
    _declared[slug] = name


def listing_of(slug: str) -> Listing | None:
    found: Listing | None = import_string(_declared[slug]) if slug in _declared else None
    return found


def listings() -> list[Listing]:
    return [import_string(name) for name in _declared.values()]
