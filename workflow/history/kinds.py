"""Which records have a history, and which tables belong to each; the apps declare theirs, config registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

Title = Callable[[Any], str]
Valid = Callable[[Any, date], bool]
Standing = Callable[[Any, date], str]


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a record: ``owner`` names the foreign key that leads to it.

    ``title``: how one row is called, where ``str()`` would say too little or too much. ``many``: its many-to-many fields.
    ``valid``: whether a row holds on a day, where it has days of its own. ``left_out``: columns that are never kept.
    """

    model: type[models.Model]
    owner: str
    title: Title | None = None
    many: tuple[str, ...] = ()
    valid: Valid | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A kind of record: its model, its own many-to-many fields, and the tables that belong to it.

    ``slug``: its word in addresses; ``page``: the name of its page's address; ``left_out``: columns that are never kept.
    ``standing``: what the law says of the record on a day, in a sentence; ``open_to_all``: everybody may look at it.
    ``at_work``: which of them somebody has still to work on; ``named_by``: the relation that its name is made of.
    """

    model: type[models.Model]
    slug: str
    page: str = ""
    parts: tuple[Part, ...] = ()
    many: tuple[str, ...] = ()
    standing: Standing | None = None
    open_to_all: bool = False
    left_out: tuple[str, ...] = ()
    at_work: models.Q | None = None
    named_by: str = ""

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    @property
    def tables(self) -> Iterator[Table]:
        """Every table of the record, its own first."""
        yield Table(self, self.model, "t.id")
        yield from self._links(self.model, self.many, None)
        for part in self.parts:
            column = part.model._meta.get_field(part.owner).column  # type: ignore[union-attr]
            yield Table(self, part.model, f"t.{column}", part)
            yield from self._links(part.model, part.many, part)

    def _links(self, model: type[models.Model], many: tuple[str, ...], part: Part | None) -> Iterator[Table]:
        for name in many:
            field: Any = model._meta.get_field(name)
            through, source = field.remote_field.through, field.m2m_column_name()
            owner = f"t.{source}"
            if part is not None:
                column = model._meta.get_field(part.owner).column  # type: ignore[union-attr]
                owner = f"(SELECT b.{column} FROM {model._meta.db_table} b WHERE b.id = t.{source})"  # noqa: S608 - our tables
            yield Table(self, through, owner, part, field)

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


@dataclass(frozen=True)
class Table:
    """One table of a kept record; ``owner`` is SQL over a row ``t`` for the record's key; ``link``: the m2m it holds."""

    kept: Kept
    model: type[models.Model]
    owner: str
    part: Part | None = None
    link: Any = None

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def is_own(self) -> bool:
        return self.part is None and self.link is None

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that say nothing by themselves: generated ones and the moment of the last write; and what is never kept."""
        silent = [str(f.column) for f in self.model._meta.fields if f.generated or getattr(f, "auto_now", False)]
        named = self.part.left_out if self.part and self.link is None else self.kept.left_out if self.is_own else ()
        return (*silent, *named)


KINDS: dict[str, Kept] = {}
# What other apps have to say of a kind's past: ``(past, day)`` to parts of ``{title, items}``.
BESIDE: dict[str, list[Callable[[Any, date], list[dict[str, Any]]]]] = {}
# The story of a kind in its room's own words; the general one where there is none.
STORIES: dict[str, Callable[..., Any]] = {}


def register(*kinds: Kept) -> None:
    KINDS.update({kept.kind: kept for kept in kinds})


def kept_by(slug: str) -> Kept | None:
    return next((kept for kept in KINDS.values() if kept.slug == slug), None)


def kept_of(record: models.Model | type[models.Model]) -> Kept | None:
    return KINDS.get(record._meta.label_lower)


def in_force_words(version: Any, on: date) -> str:
    """What the days of a published version say of a day."""
    holds = version.status != "draft" and version.valid_from is not None and version.valid_from <= on
    holds = holds and (version.valid_until is None or version.valid_until >= on)
    return f"Bu sürüm {on:%d.%m.%Y} günü {'yürürlükteydi' if holds else 'yürürlükte değildi'}."
