"""Many rows into one table by COPY: several times as fast as the models' own way, and the table's triggers run all the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def copy_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, never_null: Sequence[str] = ()
) -> None:
    """Write the rows in one statement, each as its columns are named; ``None`` is NULL.

    An empty text is NULL as well, but in the columns ``never_null``. Raises what the database says of the rows.
    """
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    kept.seek(0)
    form = "FORMAT csv" + (f", FORCE_NOT_NULL ({_named(never_null)})" if never_null else "")
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({_named(columns)}) FROM STDIN ({form})', kept)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
