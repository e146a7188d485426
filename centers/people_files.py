"""Participants brought by a file: each fault in its cell, all or none (administrative practice)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.masking import mask_identity_number
from accounts.models import User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.package import Unreadable
from documents.workbooks.reading import Sheet, read_book
from schools.imports.cells import EMPTY, as_typed
from schools.imports.filled.checking import NOT_DATA, Heading
from schools.turkish import fold

from .acts.participants import Faulty, People, add_participants
from .models import Activity
from .rules.participants import Person

COLUMNS = (
    Column("identity_number", "T.C. kimlik no", "text", True, "11 rakam.", width=16),
    Column("first_name", "Adı", "text", True, width=22),
    Column("last_name", "Soyadı", "text", True, width=22),
    Column("institution_code", "Kurum kodu", "code", True, "Altı rakam.", width=12),
    Column("institution", "Görev yaptığı kurum", "text", False, "Kurum kodu kayıtlıysa boş kalabilir.", width=48),
    Column("branch", "Alanı", "text", True, "Örnek: Makine ve Tasarım Teknolojisi.", width=34),
)
TITLE_OF = {column.key: column.title for column in COLUMNS}
TEMPLATE = "faaliyet-katilimcilari/1"
SENTENCES = (
    "Her satır bir katılımcıdır (SMM Yönergesi m. 5/1-c).",
    "Bir satırda hata varsa hiç kimse eklenmez; her hata hücresiyle gösterilir.",
    "Formül ve birleştirilmiş hücre kullanmayın.",
)
MOST_ROWS = 5_000


@dataclass(slots=True)
class Brought:
    """The people of a file with where each stood, or why it cannot be read."""

    people: list[Person] = field(default_factory=list)
    at: list[tuple[str, int]] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.people)

    def mark(self, by_place: Mapping[int, Mapping[str, str]]) -> list[Mark]:
        """The faults of the act, each at its cell; no identity number stands whole."""
        return [
            Mark(
                self.at[place][0], self.at[place][1], self.places[self.at[place][0]].get(key, 1), TITLE_OF[key],
                _shown(key, getattr(self.people[place], key)), said,
            )
            for place, faults in sorted(by_place.items())
            for key, said in faults.items()
        ]  # fmt: skip


def bring_people(activity: Activity, file: Any, *, by: User, on: date) -> Brought:
    """Reads an uploaded table and adds its people, all of them; where ``marks`` says what is wrong, nobody."""
    brought = read_people(file.read(), file.name)
    if not brought.marks:
        people: Any = People(brought.people)
        try:
            add_participants(activity, by=by, on=on, people=people)
        except Faulty as refusal:
            brought.marks = brought.mark(refusal.by_place)
    return brought


def _shown(key: str, value: str) -> str:
    return (mask_identity_number(value) if value else "") if key == "identity_number" else value[:120]


def template() -> bytes:
    """The XLSX to fill in."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    return built(Listing(TEMPLATE, "Katılımcılar", COLUMNS, SENTENCES), ())


def read_people(content: bytes, name: str) -> Brought:
    """The rows of an XLSX or CSV; what stands in the cells is judged by the act."""
    found = Brought()
    try:
        book = read_book(content, name)
    except Unreadable as fault:
        found.marks.append(Mark("", 1, 1, "", "", str(fault)))
        return found
    for sheet in book.sheets:
        if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in NOT_DATA:
            _read(found, sheet)
    if not found.people and not found.marks:
        found.marks.append(Mark("", 1, 1, "", "", "Dosyada başlık satırından başka dolu satır yok."))
    if len(found.people) > MOST_ROWS:
        found.marks.append(Mark("", 1, 1, "", "", f"Dosyada en çok {MOST_ROWS} satır olabilir; parçalara bölün."))
    return found


def _read(found: Brought, sheet: Sheet) -> None:
    heading = Heading(sheet, COLUMNS)
    faults = [mark for mark in heading.marks if mark.weight == "fault"]
    found.marks += faults
    if faults:
        return
    found.places[sheet.name] = heading.places
    for number, cells in sheet.rows:
        if number <= heading.row or all(cell in EMPTY for cell in cells):
            continue
        values = {
            key: as_typed(cells[place - 1]).strip() if place <= len(cells) else ""
            for key, place in heading.places.items()
        }
        found.people.append(Person(**values))
        found.at.append((sheet.name, number))
