"""Statements asked at every call of the API, planned once a connection: planning them anew costs as much as running them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection

# For each connection the statements that it knows, by their text.
_known: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()
_names = (f"okul_{number}" for number in itertools.count(1))


def fetch(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement with ``%s`` for each parameter.

    With ``PREPARES_STATEMENTS`` off (a pooler that hands a connection on after each transaction), it is planned each time.
    """
    with connection.cursor() as cursor:
        if settings.PREPARES_STATEMENTS:
            name = _prepared(cursor, sql, len(parameters))
            cursor.execute(
                f"EXECUTE {name}" + (f" ({', '.join(['%s'] * len(parameters))})" if parameters else ""), parameters
            )
        else:
            cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _prepared(cursor: Any, sql: str, count: int) -> str:
    known = _known.setdefault(connection.connection, {})
    if sql not in known:
        name = next(_names)
        numbered = sql % tuple(f"${number}" for number in range(1, count + 1))
        cursor.execute(f"PREPARE {name} AS {numbered}")
        known[sql] = name
    return known[sql]
