"""Counts many selections in one statement: a desk has dozens of piles, most of them empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counts_of(selections: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each selection has, in their order; what can have none is not asked."""
    counts, parts, parameters = [0] * len(selections), [], []
    for place, rows in enumerate(selections):
        try:
            sql, given = rows.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
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
