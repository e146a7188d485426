"""Numbers through PostgreSQL's binary COPY: one pass over arrays each way, no Python object a row.

Source of the format: PostgreSQL manual, COPY, "Binary Format"; of arrays, what ``array_send`` of the server writes. Big-endian; each
row tells its number of fields, each field its length, -1 for NULL.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

SIGNATURE = b"PGCOPY\n\xff\r\n\0"
HEADER = SIGNATURE + bytes(8)  # no flags, no extension
TRAILER = (-1).to_bytes(2, "big", signed=True)
WIDTH = {"int2": 2, "int4": 4, "int8": 8}
OID = {"int2": 21, "int4": 23, "int8": 20}  # of pg_type, fixed
OF_ARRAY = struct.Struct(">iiiii")  # dimensions, whether some are NULL, type, length, number of the first
NULL = -1


def read_values(sql: str, parameters: Any) -> list[bytes | None]:
    """The values of the one row of a SELECT, as the server writes them; some may be as long as a million numbers."""
    kept = io.BytesIO()
    with connection.cursor() as cursor:
        query = cursor.mogrify(sql, parameters).decode()
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", kept)
    kept.seek(len(HEADER))
    (fields,) = struct.unpack(">h", kept.read(2))
    return [_field(kept) for _ in range(fields)]


def _field(kept: io.BytesIO) -> bytes | None:
    (length,) = struct.unpack(">i", kept.read(4))
    return None if length == NULL else kept.read(length)


def numbers_of(value: bytes | None) -> NDArray[np.int64]:
    """An array of bigint, none of them NULL, in machine order; of NULL and the empty array nothing."""
    if value is None or len(value) < OF_ARRAY.size:
        return np.empty(0, np.int64)
    dimensions, nulls, kind, *_ = OF_ARRAY.unpack_from(value)
    if (dimensions, nulls, kind) != (1, 0, OID["int8"]):
        raise ValueError("the value is no array of bigint without NULL")
    return np.frombuffer(value, np.dtype([("length", ">i4"), ("number", ">i8")]), offset=OF_ARRAY.size)[
        "number"
    ].astype(np.int64)


def number(kind: str, value: int) -> bytes:
    """A field of a row to be written."""
    return struct.pack(">i", WIDTH[kind]) + value.to_bytes(WIDTH[kind], "big", signed=True)


def numbers(kind: str, values: NDArray[Any]) -> bytes:
    """A field that is an array of numbers."""
    if not len(values):
        return struct.pack(">iiii", 12, 0, 0, OID[kind])  # an empty array has no dimension
    told = np.empty(len(values), np.dtype([("length", ">i4"), ("number", f">i{WIDTH[kind]}")]))
    told["length"], told["number"] = WIDTH[kind], values
    head = OF_ARRAY.pack(1, 0, OID[kind], len(values), 1)
    return struct.pack(">i", len(head) + told.nbytes) + head + told.tobytes()


def octets(value: bytes) -> bytes:
    """A field that is as it is."""
    return struct.pack(">i", len(value)) + value


class _Stream(io.RawIOBase):
    """What COPY reads: the header, a row at a time, the end; rows are made while the server writes those before."""

    def __init__(self, rows: Iterator[Sequence[bytes]]) -> None:
        self.rows = rows
        self.left = memoryview(HEADER)
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not len(self.left) and not self.ended:
            self.left = memoryview(self._next())
        taken = min(len(buffer), len(self.left))
        buffer[:taken] = self.left[:taken]
        self.left = self.left[taken:]
        return taken

    def _next(self) -> bytes:
        fields = next(self.rows, None)
        if fields is None:
            self.ended = True
            return TRAILER
        return b"".join([struct.pack(">h", len(fields)), *fields])


def write_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[bytes]]) -> None:
    """Write the rows into the table in one statement; each is its fields, as :func:`number`, :func:`numbers` and :func:`octets` make them."""
    named = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f'COPY "{table}" ({named}) FROM STDIN (FORMAT binary)',
            io.BufferedReader(_Stream(iter(rows)), 1 << 20),
            1 << 20,
        )
