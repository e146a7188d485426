"""Pages of rows, their SQL compiled once: building the same statement anew would cost as much as running it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet

from accounts.prepared import fetch

MARK = -7_461_953_201  # stands for the key while a statement is compiled; no row has it
MOST = 500  # statements kept


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL of a page of ``values()``, the names of its columns, and its parameters with the place of the key."""

    sql: str
    names: tuple[str, ...]
    parameters: tuple[Any, ...]

    def rows(self, key: Any) -> list[dict[str, Any]]:
        given = [key if value == MARK else value for value in self.parameters]
        return [dict(zip(self.names, row, strict=True)) for row in fetch(self.sql, given)]


_statements: dict[Hashable, Statement] = {}


def rows_of(queryset: Callable[[], Any], key: Any, *, after: bool, most: int, shape: Hashable | None) -> list[Any]:
    """At most ``most`` rows, in the order of the primary key, after ``key`` (or before it, the nearest first).

    ``shape``: equal for querysets that differ in nothing at all; ``None`` where that is not known. Only a queryset of
    ``values()`` over columns with a whole-number key is compiled once for a shape.
    """
    if shape is None:
        return list(_page(queryset(), key, after=after, most=most))
    name = (shape, after, most, key is None)
    if name not in _statements:
        if len(_statements) >= MOST:
            _statements.clear()
        try:
            page = _page(queryset(), None if key is None else MARK, after=after, most=most)
            _statements[name] = _compiled(page)
        except EmptyResultSet:  # a scope without any place
            return []
    return _statements[name].rows(key)


def _page(queryset: Any, key: Any, *, after: bool, most: int) -> Any:
    if key is not None:
        queryset = queryset.filter(**{"pk__gt" if after else "pk__lt": key})
    return queryset.order_by("pk" if after else "-pk")[:most]


def _compiled(queryset: Any) -> Statement:
    sql, parameters = queryset.query.sql_with_params()
    return Statement(sql, tuple(queryset.query.selected or queryset.query.values_select), tuple(parameters))
