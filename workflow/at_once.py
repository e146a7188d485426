"""Reads several selections in one statement: a page has a score of panels, and most of them hold a row or none.

The rows of all selections come one under the other. Columns of one type share their place in the answer, and whatever a
selection has not is empty in its rows, so that the database's own types reach Python as they do without this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

LENGTH = re.compile(r"\(.*?\)")  # of a type: the columns of one place may be of different ones
Place = tuple[str, int]  # a type, and the how manieth column of it


@dataclass(frozen=True, slots=True)
class _Part:
    """A selection as a part of the statement; ``places``: where each of its columns stands in the answer."""

    rows: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    parameters: Sequence[Any]
    places: list[Place]

    def select(self, number: int, places: Sequence[Place]) -> str:
        own = {place: f"c{column}" for column, place in enumerate(self.places)}
        columns = ", ".join(own.get(place) or f"NULL::{place[0]}" for place in places)
        names = ", ".join(own.values())
        return f"SELECT {number}, {columns} FROM ({self.sql}) AS part ({names})"  # noqa: S608 - Django wrote the SQL, values apart

    def fill(self, answered: list[tuple[Any, ...]]) -> None:
        """Give the rows to the selection by its own way of making records, tuples or values of them."""
        query: Any = self.rows.query
        self.compiler.execute_sql = lambda *_, **__: [answered]  # type: ignore[method-assign,assignment]
        query.get_compiler = lambda *_, **__: self.compiler
        try:
            self.rows._result_cache = list(self.rows._iterable_class(self.rows))  # type: ignore[attr-defined]
        finally:
            del query.get_compiler


def read_at_once(*selections: QuerySet[Any]) -> None:
    """Each selection then holds its rows, as if it had been read by itself; what was read before is left alone.

    For as many rows as a page shows: all of them lie in memory. What a selection prefetches follows at its first use.
    """
    parts = [part for rows in selections if rows._result_cache is None and (part := _part(rows))]  # type: ignore[attr-defined]
    if len(parts) < 2:  # noqa: PLR2004 - one is read by itself, at its first use
        return
    places = list(dict.fromkeys(place for part in parts for place in part.places))
    answered: list[list[tuple[Any, ...]]] = [[] for _ in parts]
    columns = [[places.index(place) + 1 for place in part.places] for part in parts]
    with connections[parts[0].rows.db].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(part.select(number, places) for number, part in enumerate(parts)),
            [value for part in parts for value in part.parameters],
        )
        for row in cursor:
            answered[row[0]].append(tuple(row[column] for column in columns[row[0]]))
    for part, found in zip(parts, answered, strict=True):
        part.fill(found)


def _part(rows: QuerySet[Any]) -> _Part | None:
    """Nothing where the selection can have no rows, which is then known without a question."""
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        rows._result_cache = []  # type: ignore[attr-defined]
        return None
    types = [_type_of(expression, rows.db) for expression, *_ in compiler.select or ()]
    return _Part(rows, compiler, sql, parameters, _placed(types))


def _type_of(expression: Any, using: str) -> str:
    return LENGTH.sub("", expression.output_field.db_type(connections[using]))


def _placed(types: list[str]) -> list[Place]:
    seen: Counter[str] = Counter()
    places = []
    for type in types:
        places.append((type, seen[type]))
        seen[type] += 1
    return places


def hold(record: Model, *, beside: Iterable[QuerySet[Any]] = (), **relations: QuerySet[Any]) -> None:
    """Read a record's relations by name, so that ``record.relation.all()`` asks no more, and other selections with them."""
    read_at_once(*relations.values(), *beside)
    held = getattr(record, "_prefetched_objects_cache", {})
    record._prefetched_objects_cache = held | relations  # type: ignore[attr-defined]


def counted(rows: QuerySet[Any], **counts: Any) -> QuerySet[Any]:
    """A selection of one row with what is counted, to be read beside others: ``counted(rows, n=Count("pk"))``."""
    alone = rows.order_by().prefetch_related(None).annotate(of_all=Value(1)).values("of_all").annotate(**counts)
    return alone.values_list(*counts)


def only(rows: QuerySet[Any]) -> Any:
    """The first row that a selection holds, or ``None``; asks the database only where it was not read yet."""
    return next(iter(rows), None)
