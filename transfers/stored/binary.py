"""Rows of numbers through PostgreSQL's binary COPY: one pass over arrays each way, no Python object a row.

Source of the format: PostgreSQL manual, COPY, "Binary Format". Big-endian; each row tells its number of fields, each field its
length, -1 for NULL.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

SIGNATURE = b"PGCOPY\n\xff\r\n\0"
HEADER = SIGNATURE + bytes(8)  # no flags, no extension
TRAILER = (-1).to_bytes(2, "big", signed=True)
WIDTH = {"int2": 2, "int4": 4, "int8": 8}
OID = {"int4": 23, "int8": 20}  # of pg_type, fixed
NULL = -1


def read(sql: str, parameters: Sequence[Any], types: Sequence[str]) -> list[NDArray[Any]]:
    """The columns of a SELECT whose values are all of these types and never NULL, each as an array in machine order."""
    kept = io.BytesIO()
    with connection.cursor() as cursor:
        query = cursor.mogrify(sql, parameters).decode()
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", kept)
    body = kept.getbuffer()[len(HEADER) : -len(TRAILER)]
    fields: list[Any] = [("fields", ">i2")]
    for number, kind in enumerate(types):
        fields += [(f"length{number}", ">i4"), (f"value{number}", f">i{WIDTH[kind]}")]
    rows = np.frombuffer(body, np.dtype(fields))
    for number, kind in enumerate(types):
        if len(rows) and not (rows[f"length{number}"] == WIDTH[kind]).all():
            raise ValueError(f"column {number} of the answer is not {kind} throughout")
    return [rows[f"value{number}"].astype(f"=i{WIDTH[kind]}") for number, kind in enumerate(types)]


class Rows:
    """Rows of one shape to be written: columns of numbers, NULL throughout, or arrays of equal length."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.fields: list[Any] = []
        self.values: list[tuple[str, Any]] = []

    def _field(self, kind: Any, value: Any) -> None:
        name = f"f{len(self.fields)}"
        self.fields.append((name, *kind) if isinstance(kind, tuple) else (name, kind))
        self.values.append((name, value))

    def number(self, kind: str, value: Any) -> Rows:
        self._field(">i4", WIDTH[kind])
        self._field(f">i{WIDTH[kind]}", value)
        return self

    def null(self) -> Rows:
        self._field(">i4", NULL)
        return self

    def numbers(self, kind: str, values: NDArray[Any]) -> Rows:
        """An array a row; ``values`` has a row for each and as many columns as the arrays are long."""
        length, width = values.shape[1], WIDTH[kind]
        if not length:
            for value in (12, 0, 0, OID[kind]):  # an empty array has no dimension
                self._field(">i4", value)
            return self
        for value in (20 + length * (4 + width), 1, 0, OID[kind], length, 1):
            self._field(">i4", value)
        for column in range(length):
            self.number(kind, values[:, column])
        return self

    def encoded(self, columns: int) -> memoryview:
        rows = np.empty(self.count, np.dtype([("columns", ">i2"), *self.fields]))
        rows["columns"] = columns
        for name, value in self.values:
            rows[name] = value
        return memoryview(rows.view(np.uint8)) if self.count else memoryview(b"")


class _Stream(io.RawIOBase):
    """What COPY reads: the header, the blocks of rows, the end; nothing is copied together first."""

    def __init__(self, blocks: Sequence[memoryview]) -> None:
        self.blocks = [memoryview(HEADER), *blocks, memoryview(TRAILER)]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while self.blocks and not len(self.blocks[0]):
            self.blocks.pop(0)
        if not self.blocks:
            return 0
        taken = min(len(buffer), len(self.blocks[0]))
        buffer[:taken] = self.blocks[0][:taken]
        self.blocks[0] = self.blocks[0][taken:]
        return taken


def write(table: str, columns: Sequence[str], shapes: Sequence[Rows]) -> None:
    """Write the rows of all shapes into the table in one statement."""
    named = ", ".join(f'"{name}"' for name in columns)
    blocks = [shape.encoded(len(columns)) for shape in shapes]
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f'COPY "{table}" ({named}) FROM STDIN (FORMAT binary)',
            io.BufferedReader(_Stream(blocks), 1 << 20),
            1 << 20,
        )
