"""The shape of a chapter, as JSON can hold it: sentences, figures, tables and plots.

``figure``: ``{"key", "label", "value", "unit", "source", "list", "note"}`` – ``list`` names the records behind it, empty: none.
``table``: ``{"title", "source", "split", "columns": [{"label", "list", "unit", "counts", "people"}], "rows": [{"label", "value", "cells"}]}``.
``plot``: ``{"kind": "bars" | "map", "title", "unit", "list", "split", "alt", "rows": [[value, label, number], …]}``.
``counts``: the cells are numbers of the very records that are listed. A number that is not known is ``None``; money is a text with two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .facts import Facts, Number, Part

RECORDS = ""  # the number of records, not a sum over them
SAID_IN_ALT = 3


def plain(value: Number) -> Any:
    """As JSON holds it: money as a text with two decimals."""
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def figure(
    key: str, label: str, value: Number, source: str, *, unit: str = "", list: str | None = None, note: str = ""
) -> dict[str, Any]:
    """``list``: another figure whose records stand behind this one; by default its own."""
    return {
        "key": key, "label": label, "value": plain(value), "unit": unit, "source": source,
        "list": key if list is None else list, "note": note,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """``of``: what is taken of each part: the records, or one of its sums. ``whole``: divided by this, of a hundred.

    ``people``: it counts people, so that small numbers are not published.
    """

    label: str
    key: str
    of: str = RECORDS
    unit: str = ""
    whole: str = ""
    list: str = ""
    people: bool = False

    def cell(self, part: Part) -> Any:
        taken = part.n if self.of == RECORDS else part.sums.get(self.of)
        if self.whole:
            whole = part.sums.get(self.whole)
            return round(100 * float(taken or 0) / float(whole), 1) if whole else None
        if self.unit == "TL" and not part.n:
            return None  # what nobody stated is not known to be nothing
        return plain(0 if taken is None else taken)


def table(facts: Facts, title: str, split: str, head: str, columns: Sequence[Column], source: str) -> dict[str, Any]:
    """A row for each value of the split of which there is anything; the words' order is kept."""
    there = {
        value for column in columns for value, part in facts.counts[column.key].by.get(split, {}).items() if part.n
    }
    rows = [
        {
            "label": label,
            "value": value,
            "cells": [column.cell(facts.counts[column.key].of(split, value)) for column in columns],
        }
        for value, label in facts.words[split].items()
        if value in there
    ]
    listed = [
        {
            "label": c.label,
            "list": c.list or c.key,
            "unit": c.unit,
            "counts": c.of == RECORDS and not c.list,
            "people": c.people,
        }
        for c in columns
    ]
    return {"title": title, "source": source, "split": split, "head": head, "columns": listed, "rows": rows}


def plot(facts: Facts, kind: str, title: str, split: str, column: Column, unit: str) -> dict[str, Any]:
    """Bars or the map; a value of which nothing is known is ``None``."""
    count = facts.counts[column.key]
    rows = [
        [value, label, column.cell(count.of(split, value))]
        for value, label in facts.words[split].items()
        if kind == "bars" or count.of(split, value).n
    ]
    return {
        "kind": kind, "title": title, "unit": unit, "list": column.list or column.key, "split": split, "rows": rows,
        "alt": _alt(kind, title, unit, rows),
    }  # fmt: skip


def _alt(kind: str, title: str, unit: str, rows: Iterable[Sequence[Any]]) -> str:
    """What the picture shows, for who does not see it; all of it stands in the table beside."""
    known = sorted(((row[2], row[1]) for row in rows if row[2]), key=lambda pair: -pair[0])
    shown = "Türkiye haritası" if kind == "map" else "Çubuk grafik"
    if not known:
        return f"{shown}. {title}: gösterilecek sayı yok."
    most = ", ".join(f"{label} {in_words(number)}" for number, label in known[:SAID_IN_ALT])
    where = f"{len(known)} ilde; en çok " if kind == "map" else ""
    return f"{shown}. {title} ({unit}): {where}{most}. Bütün sayılar bölümün tablolarındadır."


def in_words(value: Any, unit: str = "") -> str:
    """As people read it: 1.234 · 12,5 · 1.234,50 TL · %87,5 · what is not known in words."""
    if value is None:
        return "bilgi yok"
    if isinstance(value, str):
        value = Decimal(value)
    decimals = 2 if isinstance(value, Decimal) else 1 if isinstance(value, float) else 0
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    number = whole.replace(",", ".") + (f",{part}" if part else "")
    return f"%{number}" if unit == "%" else f"{number} {unit}".strip()
