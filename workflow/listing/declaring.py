"""What a list is: its filters, its rows for a user, how it sorts, and the columns that a file of it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.models import User

CHUNK = 2_000
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
        if isinstance(value, list):
            return ", ".join(map(str, value))
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

    def is_open_to(self, user: User) -> bool:
        """Whether the list itself is there for this user; which rows it has for them is asked of ``rows``."""
        return user.is_authenticated

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

    def titles(self) -> list[str]:
        return [column.title for column in self.columns]

    def values(self, rows: Any) -> Iterator[list[Any]]:
        """The cells of each row, read in pieces so that a long list needs no more memory than a short one."""
        for values in rows.values_list(*(column.path for column in self.columns)).iterator(chunk_size=CHUNK):
            yield [column.read(value) for column, value in zip(self.columns, values, strict=True)]

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
_families: dict[str, str] = {}


def declare(slug: str, name: str) -> None:
    """Name the list of a slug by its dotted name; called from ``AppConfig.ready``, before forms and models can be asked."""
    _declared[slug] = name


def declare_family(prefix: str, name: str) -> None:
    """Name the function that makes the list of any slug beginning so; it answers ``None`` where there is no such list."""
    _families[prefix] = name


def listing_of(slug: str) -> Listing | None:
    if slug in _declared:
        found: Listing = import_string(_declared[slug])
        return found
    for prefix, name in _families.items():
        if slug.startswith(prefix):
            made: Listing | None = import_string(name)(slug)
            return made
    return None


def listings() -> list[Listing]:
    """The lists that are declared one by one."""
    return [import_string(name) for name in _declared.values()]
