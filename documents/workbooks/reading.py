"""Reads what people filled in: every sheet of an XLSX or the table of a CSV, values with their row numbers, or a refusal."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from .package import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Package, Unreadable, inspect

SIGNATURES = {b"%PDF": "PDF", b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"\x1f\x8b": "GZIP", b"Rar!": "RAR"}
ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#YOK", "#AD?", "#DEĞER!", "#SAYI/0!"}
)


@dataclass(slots=True)
class Sheet:
    """A sheet: ``rows`` as ``(row number as the program shows it, cells)``, empty rows left out.

    ``formulas``: row and column (from 1) of cells that hold a formula; ``merged``: of merged areas, with their reference.
    """

    name: str
    rows: list[tuple[int, list[Any]]]
    is_hidden: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, str], ...] = ()


@dataclass(slots=True)
class Book:
    """A file's sheets in their order, ``kind`` "csv" or "xlsx", and the template that it was made from, if it was."""

    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    template: str = ""

    @property
    def filled(self) -> list[Sheet]:
        """The sheets that hold anything and can be seen."""
        return [sheet for sheet in self.sheets if sheet.rows and not sheet.is_hidden]


def read_book(content: bytes, name: str = "", *, is_known: bool = False) -> Book:
    """The tables in a file of at most 20 MB; raises :class:`Unreadable` for anything that is none, whatever it is.

    ``is_known``: these very bytes were read before; formulas and merged areas are not looked for again.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"Dosya {MOST_BYTES >> 20} MB’tan büyük; tabloyu parçalara bölün.")
    if not content.strip():
        raise Unreadable("Dosya boş.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _read_xlsx(content, is_known=is_known)
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"Bu bir {kind} dosyası; Excel (.xlsx) veya CSV dosyası yükleyin.")
    return Book("csv", [_read_csv(content, name)])


def _read_xlsx(content: bytes, *, is_known: bool) -> Book:
    package = inspect(content, is_known=is_known)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [_sheet(book, position, package) for position in range(len(package.sheets))]
    # The library's own panics are no Exception: a file that kills it is a broken file.
    except (CalamineError, OSError, ValueError, BaseException) as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError | Unreadable):
            raise
        raise Unreadable("Dosya bozuk; Excel’de açıp yeniden kaydedin.") from fault
    return Book("xlsx", sheets, package.template)


def _sheet(book: CalamineWorkbook, position: int, package: Package) -> Sheet:
    facts = package.sheets[position]
    read = book.get_sheet_by_name(facts.name)
    rows = [
        (number, [_value(cell) for cell in cells])
        for number, cells in enumerate(read.to_python(skip_empty_area=False), start=1)
        if any(cell not in {"", None} for cell in cells)
    ]
    return Sheet(facts.name, rows, facts.is_hidden, frozenset(facts.formulas), tuple(facts.merged))


def _value(cell: Any) -> Any:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _read_csv(content: bytes, name: str) -> Sheet:
    text = _decoded(content)
    head = text[: text.find("\n") if "\n" in text else None]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS or len(rows) > MOST_ROWS:
                raise Unreadable(f"Tablo çok büyük; en çok {MOST_ROWS} satır ve {MOST_COLUMNS} sütun okunur.")
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [_value(cell) for cell in cells]))
    except csv.Error as fault:
        raise Unreadable(f"Dosya CSV olarak okunamadı ({reader.line_num}. satır).") from fault
    return Sheet(name or "CSV", rows)


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, else Windows-1254, in which Turkish Excel saves "CSV"."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("windows-1254", errors="replace")
    # Text has no control characters but tab and line ends; anything else is a picture, a program, a disk image.
    if any(letter < " " and letter not in "\t\r\n" for letter in text[:65_536]) or "\0" in text:
        raise Unreadable("Bu dosya tablo değil; Excel (.xlsx) veya CSV dosyası yükleyin.")
    return text
