"""What a published set is: its columns with types, units and sources, its licence, and the schema that programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Atıf 4.0 Uluslararası",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.tr",
}
PUBLISHER = "Millî Eğitim Bakanlığı, Mesleki ve Teknik Eğitim Genel Müdürlüğü"
FEW = 5  # of people: a count below is not published
WHOLE, HIDDEN, UNKNOWN = "tam", "gizli", "bilgi_yok"
SEPARATOR = "; "  # between several values in one cell of a CSV


@dataclass(frozen=True, slots=True)
class Column:
    """``type``: string, integer, number, date or array (Frictionless Table Schema); ``source``: where the value comes from."""

    name: str
    title: str
    type: str
    source: str
    unit: str = ""
    note: str = ""

    @property
    def field(self) -> dict[str, Any]:
        told = {"name": self.name, "title": self.title, "type": self.type, "source": self.source}
        told["description"] = self.note or self.title
        if self.type == "array":
            told["description"] += f" CSV’de değerler “{SEPARATOR.strip()}” ile ayrılır."
        return told | ({"unit": self.unit} if self.unit else {})


@dataclass(frozen=True, slots=True)
class DataSet:
    """``rows(on)``: rows in the order of the columns; ``tag(on)``: changes exactly when a row does."""

    slug: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[date], Iterator[list[Any]]]
    tag: Callable[[date], str]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def schema(self) -> dict[str, Any]:
        """Frictionless Table Schema, with unit and source beside each field."""
        return {
            "title": self.title,
            "description": self.about,
            "fields": [column.field for column in self.columns],
            "primaryKey": list(self.key),
            "missingValues": [""],
            "licenses": [LICENCE],
            "publisher": PUBLISHER,
        }


def few_hidden(number: int | None) -> tuple[int | None, str]:
    """A count of people as it is published, and whether it is whole: 1 to 4 are kept back, none is none."""
    if number is None:
        return None, UNKNOWN
    return (None, HIDDEN) if 0 < number < FEW else (number, WHOLE)
