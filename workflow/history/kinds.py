"""Which records have a history, and which tables belong to each; the apps declare theirs, config registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

Title = Callable[[Any], str]


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a record: ``owner`` names the foreign key that leads to it.

    ``title``: how one row is called, where ``str()`` would say too little or too much. ``many``: its many-to-many fields.
    """

    model: type[models.Model]
    owner: str
    title: Title | None = None
    many: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A kind of record: its model, its own many-to-many fields, and the tables that belong to it.

    ``left_out``: columns that are never kept.
    """

    model: type[models.Model]
    parts: tuple[Part, ...] = ()
    many: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

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
        silent = [f.column for f in self.model._meta.fields if f.generated or getattr(f, "auto_now", False)]
        return (*silent, *(self.kept.left_out if self.is_own else ()))


KINDS: dict[str, Kept] = {}


def register(*kinds: Kept) -> None:
    KINDS.update({kept.kind: kept for kept in kinds})


def kept_of(record: models.Model | type[models.Model]) -> Kept | None:
    return KINDS.get(record._meta.label_lower)
