"""Checks a filled table row by row: each fault with sheet, row, column and what to do; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from documents.workbooks.columns import Column
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book, Sheet
from schools.imports.cells import EMPTY, Slip, as_typed, read_cell
from schools.models import School
from schools.permissions import may_edit
from schools.turkish import fold

from .tables import FilledTable, Values

NOT_DATA = frozenset({"aciklama", "secenekler", "hatalar", "kontenjanlar"})
HEADING_ROWS = 10  # a heading is looked for among the first rows


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that can stand: the school's key, its values by column key, and where it stood."""

    school: int
    values: Values
    sheet: str
    row: int


@dataclass(slots=True)
class Filled:
    """A checked table: its rows, its faults, and the schools that it names by key."""

    rows: list[FilledRow]
    marks: list[Mark]
    schools: dict[int, School]


class Heading:
    """Where each column stands in a sheet, found by its title however it is spelled."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        titles = {fold(column.title): column for column in columns}
        self.row, cells = max(
            sheet.rows[:HEADING_ROWS],
            key=lambda line: sum(_title(cell) in titles for cell in line[1]),
            default=(1, []),
        )
        self.places: dict[str, int] = {}
        self.marks: list[Mark] = []
        for number, cell in enumerate(cells, start=1):
            column = titles.get(_title(cell))
            if column is not None and column.key in self.places:
                self._fault(sheet, number, column.title, f"“{column.title}” sütunu iki kez var; birini silin.")
            elif column is not None:
                self.places[column.key] = number
            elif str(cell).strip():
                self.marks.append(
                    Mark(
                        sheet.name,
                        self.row,
                        number,
                        str(cell),
                        str(cell),
                        f"“{cell}” sütunu bu şablonda yok; okunmadı.",
                        "note",
                    )
                )
        for column in columns:
            if column.key not in self.places and column.key != "school_name":
                self._fault(
                    sheet, 1, column.title, f"“{column.title}” sütunu yok; şablonun başlık satırını değiştirmeyin."
                )

    def _fault(self, sheet: Sheet, column: int, title: str, sentence: str) -> None:
        self.marks.append(Mark(sheet.name, self.row, column, title, "", sentence))

    @property
    def is_whole(self) -> bool:
        return not any(mark.weight == "fault" for mark in self.marks)


def _title(cell: Any) -> str:
    return fold(str(cell)).removesuffix(" *")


def check(table: FilledTable, book: Book, *, user: User) -> Filled:
    """All rows of the book's data sheets, and all its faults at once."""
    filled = Filled([], [], {})
    if book.template and book.template.partition("/")[0] != table.slug:
        _refuse(
            filled,
            book,
            f"Bu dosya başka bir şablondan ({book.template.partition('/')[0]}); burada “{table.title}” beklenir.",
        )
        return filled
    columns = table.all_columns()
    sheets = [sheet for sheet in book.sheets if sheet.rows and fold(sheet.name) not in NOT_DATA]
    for sheet in sheets:
        if sheet.is_hidden:
            filled.marks.append(Mark(sheet.name, 1, 1, "", "", f"“{sheet.name}” sayfası gizli; okunmadı.", "note"))
        else:
            _check_sheet(filled, table, sheet, columns)
    _find_schools(filled, user)
    if not filled.rows and not filled.marks:
        _refuse(filled, book, "Dosyada başlık satırından başka dolu satır yok.")
    _refuse_repeated(filled, table)
    filled.marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))
    return filled


def _refuse(filled: Filled, book: Book, sentence: str) -> None:
    name = book.sheets[0].name if book.sheets else ""
    filled.marks.append(Mark(name, 1, 1, "", "", sentence))


def _check_sheet(filled: Filled, table: FilledTable, sheet: Sheet, columns: Sequence[Column]) -> None:
    heading = Heading(sheet, columns)
    filled.marks += heading.marks
    if not heading.is_whole:
        return
    by_place = {heading.places[column.key]: column for column in columns if column.key in heading.places}
    for row, place, area in sheet.merged:
        if row > heading.row:
            title = by_place[place].title if place in by_place else ""
            filled.marks.append(
                Mark(
                    sheet.name,
                    row,
                    place,
                    title,
                    area,
                    f"{area} hücreleri birleştirilmiş; ayırıp her satırı doldurun.",
                )
            )
    for number, cells in sheet.rows:
        if number > heading.row and not _is_bare(cells, by_place):
            _check_row(filled, table, sheet, number, cells, by_place)


def _is_bare(cells: list[Any], by_place: dict[int, Column]) -> bool:
    """A row in which nothing is filled in but what was given says nothing: so the table comes for a school without rows."""
    told = [place for place, column in by_place.items() if not column.is_locked]
    return all(place > len(cells) or cells[place - 1] in EMPTY for place in told)


def _check_row(
    filled: Filled, table: FilledTable, sheet: Sheet, number: int, cells: list[Any], by_place: dict[int, Column]
) -> None:
    values, faults = {}, {}
    for place, column in by_place.items():
        given = cells[place - 1] if place <= len(cells) else ""
        if (number, place) in sheet.formulas and column.key != "school_name":
            faults[column.key] = "Hücrede formül var; sonucu değer olarak yazın (Kopyala → Değer yapıştır)."
            continue
        try:
            values[column.key] = read_cell(column, given)
        except Slip as slip:
            faults[column.key] = str(slip)
    for rule in table.rules:
        faults |= {key: sentence for key, sentence in rule(values).items() if key not in faults}
    places = {column.key: place for place, column in by_place.items()}
    for key, sentence in faults.items():
        value = cells[places[key] - 1] if places[key] <= len(cells) else ""
        filled.marks.append(
            Mark(sheet.name, number, places[key], by_place[places[key]].title, as_typed(value), sentence)
        )
    if not faults:
        filled.rows.append(FilledRow(0, values, sheet.name, number))


def _find_schools(filled: Filled, user: User) -> None:
    """The schools by code: unknown codes, and those outside the user's duty, are faults; of the latter nothing is told."""
    codes = {row.values["school_code"] for row in filled.rows}
    within = {school.code: school for school in School.objects.visible_to(user).filter(code__in=codes)}
    elsewhere = set(School.objects.filter(code__in=codes - within.keys()).values_list("code", flat=True))
    may = {code: may_edit(user, school) for code, school in within.items()}
    rows, filled.rows = filled.rows, []
    for row in rows:
        code = row.values["school_code"]
        if sentence := _why_not(code, within.get(code), elsewhere, may.get(code, False)):
            filled.marks.append(Mark(row.sheet, row.row, 1, "Kurum kodu", code, sentence))
            continue
        filled.schools[within[code].pk] = within[code]
        values = {key: value for key, value in row.values.items() if key not in {"school_code", "school_name"}}
        filled.rows.append(FilledRow(within[code].pk, values, row.sheet, row.row))


def _why_not(code: str, school: School | None, elsewhere: set[str], may: bool) -> str:
    if school is None:
        return "Bu kurum yetki alanınızda değil." if code in elsewhere else f"“{code}” kodlu kurum kayıtlı değil."
    if school.closed_on is not None:
        return f"Kurum {school.closed_on:%d.%m.%Y} gününde kapandı."
    return "" if may else "Bu kurumun bilgilerini değiştirme yetkiniz yok."


def _refuse_repeated(filled: Filled, table: FilledTable) -> None:
    if table.repeats:
        return
    seen: dict[tuple[Any, ...], FilledRow] = {}
    kept = []
    for row in filled.rows:
        key = (row.school, *(row.values.get(name) for name in table.identity))
        if key in seen:
            first = seen[key]
            filled.marks.append(
                Mark(
                    row.sheet, row.row, 1, "", "", f"{first.row}. satırla aynı kurum ve {_words(table)}; birini silin."
                )
            )
        else:
            seen[key] = row
            kept.append(row)
    filled.rows = kept


def _words(table: FilledTable) -> str:
    titles = {column.key: column.title.lower() for column in table.columns}
    return ", ".join(titles[name] for name in table.identity)


def rows_by_school(filled: Filled) -> Iterator[tuple[int, list[FilledRow]]]:
    """The rows of each school, in the order of the file."""
    found: dict[int, list[FilledRow]] = {}
    for row in filled.rows:
        found.setdefault(row.school, []).append(row)
    yield from found.items()
