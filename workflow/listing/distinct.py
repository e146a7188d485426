"""What values a column of a large table has: read by jumps over its index, one value at a time, never row by row."""

from __future__ import annotations

from typing import Any

from django.db import connection


def values_of(model: Any, *names: str) -> list[tuple[Any, ...]]:
    """Each value of the first field once, in order, with the others of one of its rows; the first must be indexed.

    PostgreSQL reads a whole table for ``DISTINCT``; this asks for the next larger value until there is none.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [quote(model._meta.get_field(name).column) for name in names]
    first, listed = columns[0], ", ".join(columns)
    inner = ", ".join(f"following.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH RECURSIVE found AS (
                (SELECT {listed} FROM {table} ORDER BY {first} LIMIT 1)
                UNION ALL
                SELECT {inner} FROM found CROSS JOIN LATERAL (
                    SELECT {listed} FROM {table} AS t WHERE t.{first} > found.{first} ORDER BY t.{first} LIMIT 1
                ) AS following
            )
            SELECT {listed} FROM found
        """)  # noqa: S608 - names of our own tables and columns alone
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
