"""Counts many selections in one statement: a desk has dozens of piles, most of them empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from workflow.listing.paging import FAR

from .pile_kinds import Stock

MOST = FAR + 1  # rows that are counted: so many and more, as in the lists behind


def counts_of(selections: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each selection has, in their order, at most :data:`MOST`; what can have none is not asked."""
    counts, parts, parameters = [0] * len(selections), [], []
    for place, rows in enumerate(selections):
        try:
            sql, given = rows.order_by().values("pk")[:MOST].query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place}, count(*) FROM ({sql}) AS selection")  # noqa: S608 - Django wrote the SQL, values apart
        parameters += given
    if not parts:
        return counts
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for place, count in cursor.fetchall():
            counts[place] = count
    return counts


def in_stock(stocks: Iterable[Stock]) -> set[Stock]:
    """Those of which there is any record in the country; in one statement that is the same for everybody."""
    asked = list(dict.fromkeys(stocks))
    if not asked:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(_any_of, asked))}", [list(one.states) for one in asked if one.states])
        return {one for one, is_there in zip(asked, cursor.fetchone(), strict=True) if is_there}


def _any_of(stock: Stock) -> str:
    where = " WHERE status = ANY(%s)" if stock.states else ""
    return f'EXISTS(SELECT 1 FROM "{stock.model._meta.db_table}"{where})'  # noqa: S608 - a table of ours
