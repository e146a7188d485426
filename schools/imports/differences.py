"""What an import would change, for people to look at and for the write to carry out."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: ``kind`` added, changed or gone; the record in words; the field, before and after, in words."""

    kind: str
    school: int | None
    record: str
    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class SchoolRows:
    """What is to be written of one school: new rows, changes by key of the row, keys of rows that go."""

    added: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Differences:
    lines: list[Difference] = field(default_factory=list)
    schools: dict[int, SchoolRows] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def _of(self, school: int) -> SchoolRows:
        return self.schools.setdefault(school, SchoolRows())

    def add_row(self, school: int, values: dict[str, Any]) -> None:
        self._of(school).added.append(values)
        self.counts["added"] += 1

    def change_row(self, school: int, key: int, changed: dict[str, Any]) -> None:
        """Count a row that was there; without a change it stays as it is."""
        self._of(school)
        if changed:
            self._of(school).changed[key] = changed
        self.counts["changed" if changed else "unchanged"] += 1

    def remove_row(self, school: int, key: int) -> None:
        self._of(school).gone.append(key)
        self.counts["gone"] += 1

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of all lines: the same exactly when the same would be written."""
        text = "\n".join(repr((d.kind, d.school, d.record, d.title, d.before, d.after)) for d in self.lines)
        return hashlib.sha256(text.encode()).hexdigest()
