"""Tables as a workbook to work on: a sheet each, numbers as numbers, no text taken for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

LONGEST_TITLE = 31
NARROW, WIDE = 14, 60
FORBIDDEN = re.compile(r"[\[\]:*?/\\]|[\x00-\x08\x0b\x0c\x0e-\x1f]")
UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def book_of(head: str, sheets: Iterable[Sheet]) -> bytes:
    """``sheets``: the name, the headings and the rows of each; ``head``: what all of it is, above each table."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, columns, rows in sheets:
        sheet = book.create_sheet(_title(title, book.sheetnames))
        _fill(sheet, head, columns, rows)
    if not book.sheetnames:
        _fill(book.create_sheet("Kayıt yok"), head, (), ())
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _title(title: str, taken: Sequence[str]) -> str:
    """A sheet's name as Excel takes it, each another."""
    bare = FORBIDDEN.sub(" ", title).strip("' ")[:LONGEST_TITLE] or "Tablo"
    named, number = bare, 2
    while named.casefold() in {one.casefold() for one in taken}:
        named = f"{bare[: LONGEST_TITLE - 4]} ({number})"
        number += 1
    return named


def _fill(sheet: Any, head: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    _put(sheet.cell(row=1, column=1), head).font = bold
    for place, column in enumerate(columns, start=1):
        cell = _put(sheet.cell(row=2, column=place), column)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[cell.column_letter].width = WIDE if place == 1 else NARROW + len(column) // 4
    for number, row in enumerate(rows, start=3):
        for place, value in enumerate(row, start=1):
            _put(sheet.cell(row=number, column=place), value).alignment = wrapped
    sheet.freeze_panes = "B3"


def _put(cell: Any, value: Any) -> Any:
    """A text stays a text, whatever it begins with; letters that a workbook cannot hold are left out."""
    if isinstance(value, str):
        cell.value = UNSAYABLE.sub("", value) or None
        if cell.data_type == "f":
            cell.data_type, cell.quotePrefix = "s", True
    else:
        cell.value = value
    return cell
