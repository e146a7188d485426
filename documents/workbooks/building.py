"""Makes the tables that people fill in: headings with help, what is known already, lists to choose from, an explanation."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .columns import Column, Listing
from .marking import AUTHOR, write
from .package import MARKER, column_letters

EXPLANATION, CHOICES = "Açıklama", "Seçenekler"
HEADING_FILL = PatternFill("solid", start_color="0B4F5C")
LOCKED_FILL = PatternFill("solid", start_color="EDF1F2")
ROWS_TO_ADD = 500  # below what is known, for which choices are offered


Extra = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def built(listing: Listing, rows: Iterable[Sequence[Any]], *, more: Iterable[Extra] = ()) -> bytes:
    """An XLSX of the listing with these rows filled in, in the order of the columns.

    ``more``: further sheets to look things up in, each its name, its headings and its rows.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = listing.title[:31]
    _headings(sheet, listing.columns)
    count = 1
    for count, row in enumerate(rows, start=2):
        _row(sheet, count, listing.columns, row)
    _offer_choices(book, sheet, listing.columns, count + ROWS_TO_ADD)
    _unlock(sheet, listing.columns, count + 1, count + ROWS_TO_ADD)
    for name, headings, found in more:
        _look_up(book, name, headings, found)
    _explain(book, listing)
    sheet.freeze_panes = "A2"
    book.custom_doc_props.append(StringProperty(name=MARKER, value=listing.template))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=column.title)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if column.help:
            cell.comment = Comment(column.help, AUTHOR, width=280, height=90)
        sheet.column_dimensions[column_letters(number)].width = column.width
    sheet.row_dimensions[1].height = 36


def _row(sheet: Worksheet, number: int, columns: Sequence[Column], row: Sequence[Any]) -> None:
    for position, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
        cell = sheet.cell(row=number, column=position)
        write(cell, value)
        if column.is_locked:
            cell.fill = LOCKED_FILL
        if column.kind == "day":
            cell.number_format = "DD.MM.YYYY"
        if column.kind in {"code", "month"}:
            cell.number_format = "@"
        if column.kind == "money":
            cell.number_format = "#,##0.00"


def _unlock(sheet: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
    """New rows below may be filled in whole; nothing is locked by a password, only shown as given."""
    for number, column in enumerate(columns, start=1):
        if column.kind in {"code", "month"}:
            for row in range(first, last + 1):
                cell = sheet.cell(row=row, column=number)
                cell.number_format, cell.protection = "@", Protection(locked=False)


def _offer_choices(book: Workbook, sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    lists = book.create_sheet(CHOICES)
    for number, column in enumerate((c for c in columns if c.choices), start=1):
        letters = column_letters(number)
        for row, value in enumerate([column.title, *column.labels], start=1):
            write(lists.cell(row=row, column=number), value)
        lists.column_dimensions[letters].width = 44
        if column.kind == "fields":
            continue  # several may stand in one cell, which no list allows
        rule = DataValidation(
            "list", formula1=f"={CHOICES}!${letters}$2:${letters}${len(column.choices) + 1}", allow_blank=True
        )
        rule.error, rule.errorTitle = "Listeden birini seçin.", column.title[:32]
        target = column_letters(columns.index(column) + 1)
        rule.add(f"{target}2:{target}{last}")
        sheet.add_data_validation(rule)


def _look_up(book: Workbook, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    page = book.create_sheet(name)
    _headings(page, [Column(title, title, width=max(14, 2 * len(title))) for title in headings])
    widths = [14] * len(headings)
    for number, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            write(page.cell(row=number, column=position), value)
            widths[position - 1] = min(60, max(widths[position - 1], len(str(value)) + 2))
    for position, width in enumerate(widths, start=1):
        page.column_dimensions[column_letters(position)].width = width
    page.freeze_panes = "A2"


def _explain(book: Workbook, listing: Listing) -> None:
    page = book.create_sheet(EXPLANATION)
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 100
    page.append([listing.title])
    page["A1"].font = Font(bold=True, size=14)
    for sentence in listing.sentences:
        write(page.cell(row=page.max_row + 1, column=2), sentence)
    page.append([])
    page.append(["Sütun", "Ne yazılır"])
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    for column in listing.columns:
        page.append([column.title + (" *" if column.is_required else ""), column.help])
    page.append(["", "* Boş bırakılamaz."])
    for row in page.iter_rows():
        row[-1].alignment = Alignment(wrap_text=True, vertical="top")
