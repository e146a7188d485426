"""The sources of the register: for each, how a file is checked, compared with what is there, and written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from accounts.models import User
from documents.workbooks.marking import Mark
from documents.workbooks.package import Unreadable
from documents.workbooks.reading import Book, read_book
from schools.acts.bulk import save_section_of_many
from schools.acts.importing import Line
from schools.choices import ImportSource
from schools.models import FileImport

from .differences import Differences
from .filled import FILLED
from .filled.checking import check
from .filled.comparing import compare
from .filled.tables import FilledTable
from .lists import LISTS, MinistryList
from .registered import REGISTERED


@dataclass(slots=True)
class Examined:
    """A file, checked: its faults and notes, and where it can be written its differences and how to write them."""

    marks: Sequence[Mark] = ()
    differences: Differences = field(default_factory=Differences)
    write: Callable[[date], None] | None = None

    @property
    def faults(self) -> int:
        return sum(mark.weight == "fault" for mark in self.marks)

    @property
    def counts(self) -> dict[str, int]:
        kinds = ("added", "changed", "gone", "unchanged")
        notes = len(self.marks) - self.faults
        return {**{kind: self.differences.counts[kind] for kind in kinds}, "faults": self.faults, "notes": notes}

    def lines(self) -> Iterator[Line]:
        """Faults and notes, and the differences of a file that can be written; in the order of ``importing.LINE``."""
        for mark in self.marks:
            told = (mark.heading[:120], "", mark.value[:500], "", mark.sentence[:500], None)
            yield (mark.weight, mark.sheet[:100], mark.row, mark.column, *told)
        for line in self.differences.lines if self.write is not None else ():
            words = (line.title[:120], line.record[:300], line.before[:500], line.after[:500], "", line.school)
            yield (line.kind, "", 0, 0, *words)


def examine(brought: FileImport) -> Examined:
    """Check a file and compare it with the register as it is now; nothing is written."""
    try:
        content = stored_content(brought)
        # Confirmed are only files found clean; the very bytes that were need not be searched again.
        is_known = bool(brought.digest) and hashlib.sha256(content).hexdigest() == brought.sha256
        book = read_book(content, brought.name, is_known=is_known)
        table = next((table for table in FILLED if table.slug == brought.source), None)
        if brought.source in REGISTERED:
            examined: Examined = REGISTERED[brought.source].examine(brought, book)
            return examined
        if table is not None:
            return _examine_table(table, book, brought.by, brought.options, brought.name)
        return _examine_list(LISTS[ImportSource(brought.source)], book, Path(brought.file.path), brought.options)
    except Unreadable as fault:
        return Examined([Mark("", 1, 1, "", "", str(fault))])


def stored_content(brought: FileImport) -> bytes:
    """The file as it was brought; :class:`Unreadable` where the store has lost it."""
    try:
        with brought.file.open("rb") as stored:
            return bytes(stored.read())
    except (FileNotFoundError, ValueError):  # lost, or its term is over
        raise Unreadable("Dosya depoda bulunamadı; yeniden yükleyin.") from None


def _examine_table(table: FilledTable, book: Book, user: User, options: dict[str, Any], name: str) -> Examined:
    filled = check(table, book, user=user)
    book.sheets.clear()  # of a large file as much memory as all that follows
    examined = Examined(filled.marks)
    if examined.faults:
        return examined
    differences = examined.differences = compare(table, filled)

    def write(on: date) -> None:
        save_section_of_many(
            table.section, differences.schools, by=user, on=on, cites=table.cites,
            complete=bool(options.get("complete")), source=name,
        )  # fmt: skip

    examined.write = write
    return examined


def _examine_list(source: MinistryList, book: Book, path: Path, options: dict[str, Any]) -> Examined:
    plan = source.plan(book, path, options)
    examined = Examined(plan.marks, plan.differences)
    if not examined.faults or options.get("skip_faulty"):
        examined.write = plan.write
    return examined
