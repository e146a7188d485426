"""Rows of published sets from the database, read in pieces, and the tag by which a caller knows that nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

CHUNK = 1_000
As = Callable[[tuple[Any, ...]], list[Any]]


def read(rows: Any, as_row: As = list) -> Iterator[list[Any]]:
    """``rows``: of ``values_list``; however many there are, no more than a piece is held."""
    for values in rows.iterator(chunk_size=CHUNK):
        yield as_row(values)


def tag_of(rows: Any) -> str:
    """The hash of all rows in their order, computed by the database, so that none is sent to be hashed."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(coalesce(string_agg(md5(t::text), ''), '')) FROM ({sql}) t", params)  # noqa: S608 - the ORM's own SQL
        return str(cursor.fetchone()[0])
