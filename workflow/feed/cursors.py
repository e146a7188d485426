"""Cursors of the change feed: opaque words that name a position, the feed it lies in, and the filters it was given for."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import Any

VERSION = 1
SHAPE = struct.Struct(">BIQQ6s")  # version, era, transaction, row, filters
CHECKED = 4  # bytes of a checksum: a cursor that was cut or mistyped is told from one that was given out
LAST = 2**63 - 1


class NoCursor(ValueError):
    """What was given is no cursor of this feed, or one that was given for other filters."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the feed: everything up to this row of this transaction is behind it."""

    xact: int = 0
    change: int = 0


@dataclass(frozen=True, slots=True)
class Cursor:
    """``filters``: a digest of the filters, see :func:`digest_of`."""

    era: int
    position: Position
    filters: bytes

    def __str__(self) -> str:
        raw = SHAPE.pack(VERSION, self.era, self.position.xact, self.position.change, self.filters)
        return base64.urlsafe_b64encode(raw + _checksum(raw)).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, filters: bytes) -> Cursor:
        """The cursor that ``text`` names; :class:`NoCursor` with a Turkish sentence otherwise."""
        raw = _decoded(text)
        version, era, xact, change, given = SHAPE.unpack(raw)
        if version != VERSION or xact > LAST or change > LAST:
            raise NoCursor("İmleç bu akışın bir yanıtından alınmamış.")
        if given != filters:
            raise NoCursor("Bu imleç başka süzgeçlerle alındı; aynı kind ve province değerleriyle kullanın.")
        return cls(era, Position(xact, change), filters)


def _decoded(text: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raw = b""
    raw, checksum = raw[: SHAPE.size], raw[SHAPE.size :]
    if len(raw) != SHAPE.size or checksum != _checksum(raw):
        raise NoCursor("İmleç bu akışın bir yanıtından alınmamış.")
    return raw


def _checksum(raw: bytes) -> bytes:
    return hashlib.sha256(b"feed" + raw).digest()[:CHECKED]


def digest_of(**filters: Any) -> bytes:
    """Six bytes that tell filters apart, whatever the order in which kinds are named."""
    said = ";".join(f"{name}={sorted(value) if value else ''}" for name, value in sorted(filters.items()))
    return hashlib.sha256(said.encode()).digest()[:6]
