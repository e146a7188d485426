"""Published sets written as CSV and JSON, line by line, so that a long one needs no more memory than a short one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from .shapes import LICENCE, PUBLISHER, SEPARATOR, DataSet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(data: DataSet, on: date) -> Iterator[str]:
    """RFC 4180 in UTF-8: commas, days as YYYY-MM-DD, decimals by point, nothing where a value is not known."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in _with_head(data.names, data.rows(on)):
        writer.writerow([_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _with_head(head: list[str], rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    yield head
    yield from rows


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, list):
        value = SEPARATOR.join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def as_json(data: DataSet, on: date, *, schema: str) -> Iterator[str]:
    """One object: what the set is, its licence, the address of its schema, and the rows as objects."""
    head = {"title": data.title, "publisher": PUBLISHER, "license": LICENCE, "schema": schema}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "data": ['
    comma = "\n"
    for row in data.rows(on):
        values = {name: _plain(value) for name, value in zip(data.names, row, strict=True)}
        yield comma + json.dumps(values, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
