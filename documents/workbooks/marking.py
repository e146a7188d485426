"""The answer to a faulty file: the same file, each fault marked in its cell, and a sheet that lists them all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from .package import column_letters
from .reading import Book, read_book

LIST = "Hatalar"
AUTHOR = "Okul Belirleme"
HEADINGS = ("Sayfa", "Hücre", "Sütun", "Dosyadaki değer", "Hata")
WIDTHS = (22, 10, 28, 30, 90)
FILL = {"fault": PatternFill("solid", start_color="F8CBAD"), "note": PatternFill("solid", start_color="FFF2CC")}
MOST_COMMENTS = 2_000  # every comment is a drawing that the program must load
MOST_ROWS_KEPT_WHOLE = 20_000  # above, marking the file itself would take minutes and gigabytes
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence about one cell: sheet by name, row and column from 1 (0: the whole sheet, the whole row)."""

    sheet: str
    row: int
    column: int
    heading: str
    value: str
    sentence: str
    weight: str = "fault"

    @property
    def cell(self) -> str:
        return f"{column_letters(max(self.column, 1))}{max(self.row, 1)}"


def marked(content: bytes, name: str, marks: Sequence[Mark]) -> bytes:
    """An XLSX with the file's own cells, those with faults coloured and commented, and the list of faults in front."""
    read = read_book(content, name)
    rows = sum(len(sheet.rows) for sheet in read.sheets)
    if read.kind == "xlsx" and rows <= MOST_ROWS_KEPT_WHOLE:
        book = load_workbook(io.BytesIO(content))
    else:
        book = _copied(read, {(mark.sheet, mark.row) for mark in marks} if rows > MOST_ROWS_KEPT_WHOLE else None)
    for mark, is_commented in zip(marks, _first(MOST_COMMENTS), strict=False):
        _mark(book, mark, is_commented=is_commented)
    _list(book, marks)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first(count: int) -> Iterable[bool]:
    number = 0
    while True:
        yield number < count
        number += 1


def _copied(read: Book, only: set[tuple[str, int]] | None) -> Workbook:
    """The values in a new book, each row where it was; ``only``: the rows with faults and the headings, of a huge file."""
    book = Workbook()
    book.remove(book.active)
    for sheet in read.sheets:
        copy = book.create_sheet(_title(sheet.name))
        kept = [row for n, row in enumerate(sheet.rows) if only is None or not n or (sheet.name, row[0]) in only]
        for number, cells in kept:
            for column, value in enumerate(cells, start=1):
                write(copy.cell(row=number, column=column), value)
    return book


def _title(name: str) -> str:
    return "".join(letter for letter in name if letter not in "[]:*?/\\")[:31] or "Sayfa"


def write(cell: Any, value: Any) -> None:
    """Give a cell its value; a text is never taken for a formula."""
    cell.value = value if value != "" else None
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True


def _mark(book: Workbook, mark: Mark, *, is_commented: bool) -> None:
    title = mark.sheet if mark.sheet in book.sheetnames else _title(mark.sheet)
    if title not in book.sheetnames or not isinstance(book[title], Worksheet):
        return
    sheet = book[title]
    cell = sheet.cell(row=max(mark.row, 1), column=max(mark.column, 1))
    cell = _first_of_merged(sheet, cell)
    cell.fill = FILL[mark.weight]
    if is_commented:
        earlier = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{earlier}{mark.sentence}", AUTHOR, width=320, height=110)


def _first_of_merged(sheet: Worksheet, cell: Any) -> Any:
    """Of a merged area only the first cell can be written."""
    for area in sheet.merged_cells.ranges:
        if cell.coordinate in area:
            return sheet.cell(row=area.min_row, column=area.min_col)
    return cell


def _list(book: Workbook, marks: Sequence[Mark]) -> None:
    name = LIST if LIST not in book.sheetnames else f"{LIST} (yeni)"
    sheet = book.create_sheet(name, 0)
    sheet.append(HEADINGS)
    for heading, letters in zip(sheet[1], "ABCDE", strict=True):
        heading.font = Font(bold=True)
        sheet.column_dimensions[letters].width = WIDTHS["ABCDE".index(letters)]
    for number, mark in enumerate(marks, start=2):
        for column, value in enumerate((mark.sheet, mark.cell, mark.heading, mark.value, mark.sentence), start=1):
            write(sheet.cell(row=number, column=column), value)
        link = sheet.cell(row=number, column=2)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{_title(mark.sheet)}'!{mark.cell}")
        link.font = Font(underline="single", color="0B4F5C")
        sheet.cell(row=number, column=5).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.active = 0
