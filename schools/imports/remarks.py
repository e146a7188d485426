"""What an import has to say about single rows: left out and why, or taken in with a note."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from .tables import Table


class Weight(StrEnum):
    LEFT_OUT = "alınmadı"
    DUPLICATE = "yinelenen"
    NOTE = "not"


class Remark(msgspec.Struct, frozen=True):
    """One sentence about one cell: ``row`` is the line in the file, ``column`` its header (empty: the whole row)."""

    row: int
    column: str
    reason: str
    weight: Weight = Weight.LEFT_OUT


def count_by_weight(remarks: Iterable[Remark]) -> Counter[Weight]:
    """Rows (not remarks) per weight; a row that was left out for two reasons counts once."""
    return Counter(weight for _, weight in {(remark.row, remark.weight) for remark in remarks})


def write_report(path: Path, remarks: list[Remark], table: Table) -> None:
    """Write the remarks to ``path``: as a list (.csv), or as the table itself with each cell marked (.xlsx)."""
    if path.suffix.lower() == ".xlsx":
        _write_marked(path, remarks, table)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["satir", "sutun", "sonuc", "neden"])
        writer.writerows([remark.row, remark.column, remark.weight.value, remark.reason] for remark in remarks)


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t"} else value


def _write_marked(path: Path, remarks: list[Remark], table: Table) -> None:
    from openpyxl import Workbook  # a large library, needed for this one form only

    book = Workbook()
    sheet = book.active
    sheet.append(list(table.columns))
    row_of: dict[int, int] = {}
    for row, (number, cells) in enumerate(table.lines, start=2):
        sheet.append([safe_cell(cells[column]) for column in table.columns])
        row_of[number] = row
    for remark in remarks:
        column = table.columns.index(remark.column) + 1 if remark.column in table.columns else 1
        _mark(sheet.cell(row=row_of.get(remark.row, 1), column=column), remark)
    sheet.freeze_panes = "A2"
    book.save(path)


def _mark(cell: Any, remark: Remark) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color="FFF2CC" if remark.weight is Weight.NOTE else "F8CBAD")
    earlier = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(f"{earlier}{remark.weight.value}: {remark.reason}", "Okul Belirleme")
