"""What a table to fill in consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to fill in: ``key`` in programs, ``title`` in the file; ``choices`` are what may stand in it."""

    key: str
    title: str
    kind: str = "text"  # text, code, count, area, figure, money, month, choice, fields, day, yes
    is_required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_locked: bool = False
    width: int = 16

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for _, label in self.choices)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its name on the sheet, its columns, and sentences that explain it."""

    template: str
    title: str
    columns: Sequence[Column]
    sentences: Sequence[str]
