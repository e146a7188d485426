"""What both tables share: rows are tried by the act that writes them, and taken back; each refusal is marked in its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book
from protocols.models import Protocol, Stakeholder
from protocols.usability import Partners
from schools.imports.differences import Difference, Differences
from schools.imports.filled.checking import Filled, FilledRow, check
from schools.imports.filled.tables import FilledTable, Values
from schools.imports.sources import Examined
from schools.models import FileImport, School
from workflow.refusals import Invalid, Refusal

PARTY = Column(
    "stakeholder",
    "Paydaş kodu",
    "text",
    True,
    "P12 gibi; okulun protokolündeki kuruluşun kodu.",
    is_locked=True,
    width=12,
)
PARTY_NAME = Column(
    "stakeholder_name", "Paydaş kuruluş", "text", False, "Bilgi içindir; okunmaz.", is_locked=True, width=48
)
SENTENCES = (
    "Her satır bir kayıttır. Okulun protokolündeki kuruluşlar dolu gelir; gerekmeyen satırı boş bırakın veya silin.",
    "Aynı kuruluş için yeni satır ekleyebilirsiniz; kurum kodunu ve paydaş kodunu yazın.",
    "Kayıtlı olanlar değişmez ve silinmez; dosyada yeniden geçerse atlanır.",
    "Formül ve birleştirilmiş hücre kullanmayın.",
)


@dataclass(frozen=True)
class Brought:
    """A table brought by acts.

    ``columns()``: after school and party; ``find(partners, values)``: whether the record is there already;
    ``make(partners, values, by, on)``: the act; ``named(values)``: the row in words; ``longest``: of texts, in characters. What the act finds at fault has the names of the columns.
    """

    slug: str
    title: str
    purpose: str
    cites: str
    model: Any
    columns: Callable[[], tuple[Column, ...]]
    find: Callable[[Partners, Values], bool]
    make: Callable[[Partners, Values, User, date], Any]
    named: Callable[[Values], str]
    longest: dict[str, int]

    def _too_long(self, values: Values) -> dict[str, str]:
        """Nothing is cut off silently."""
        return {
            key: f"En çok {most} karakter olabilir."
            for key, most in self.longest.items()
            if len(str(values.get(key) or "")) > most
        }

    def _table(self) -> FilledTable:
        columns = (PARTY, PARTY_NAME, *self.columns())
        return FilledTable(
            self.slug,
            "",
            self.title,
            self.purpose,
            self.model,
            columns,
            (),
            (self._too_long,),
            repeats=True,
            cites=self.cites,
        )

    def template(self, user: User, school: School | None) -> bytes:
        """An XLSX with a row for each school and each party that carries it today."""
        from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

        table = self._table()
        columns = table.all_columns()
        listing = Listing(table.template, self.title, columns, (self.purpose, *SENTENCES))
        return built(listing, self._rows(user, school, len(columns)))

    def _rows(self, user: User, school: School | None, width: int) -> Iterator[list[Any]]:
        """One for each school of the user's and each party to a protocol of today that names it."""
        own = School.objects.visible_to(user).designable().filter(closed_on=None).exclude(code=None)
        own = own.filter(pk=school.pk) if school else own
        rows = Protocol.objects.in_force(localdate()).filter(schools__in=own, stakeholders__isnull=False)
        columns = ("schools__code", "schools__name", "stakeholders", "stakeholders__name")
        for code, name, party, party_name in rows.values_list(*columns).order_by(*columns).distinct():
            yield [code, name, f"P{party}", party_name, *[""] * (width - len(columns))]

    def examine(self, brought: FileImport, book: Book) -> Examined:
        """Check the file, and try every row; nothing of it stays."""
        table = self._table()
        filled = check(table, book, user=brought.by)
        book.sheets.clear()
        on = localdate(brought.created_at)
        examined = Examined(filled.marks)
        with transaction.atomic():
            self._try(table, filled, examined.differences, brought.by, on)
            transaction.set_rollback(True)
        filled.marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))
        if not examined.faults:
            examined.write = lambda day: self._write(filled, brought.by, day)
        return examined

    def _try(self, table: FilledTable, filled: Filled, found: Differences, by: User, on: date) -> None:
        for row in filled.rows:
            try:
                with transaction.atomic():
                    made = self._bring(filled, row, by, on)
            except Refusal as refusal:
                filled.marks += self._marks(table, row, refusal)
            else:
                school = filled.schools[row.school]
                found.counts["added" if made else "unchanged"] += 1
                if made:
                    record = f"{school.code} {school.name} – {row.values['stakeholder']}"
                    found.lines.append(
                        Difference("added", school.pk, record[:300], "", "", self.named(row.values)[:500])
                    )

    def _bring(self, filled: Filled, row: FilledRow, by: User, on: date) -> bool:
        """Whether something was made: what is there already is left alone."""
        partners = Partners(filled.schools[row.school], _party(row.values))
        if self.find(partners, row.values):
            return False
        self.make(partners, row.values, by, on)
        return True

    def _write(self, filled: Filled, by: User, on: date) -> None:
        for row in filled.rows:
            self._bring(filled, row, by, on)

    def _marks(self, table: FilledTable, row: FilledRow, refusal: Refusal) -> list[Mark]:
        """Each fault of the act at its column; a refusal of the whole row at the school's."""
        places = {column.key: number for number, column in enumerate(table.all_columns(), start=1)}
        titles = {column.key: column.title for column in table.all_columns()}
        faults = refusal.faults if isinstance(refusal, Invalid) else {}
        faults = faults or {"school_code": str(refusal)}
        return [
            Mark(row.sheet, row.row, places.get(key, 1), titles.get(key, ""), _shown(row.values.get(key)), sentence)
            for key, sentence in faults.items()
        ]


def _party(values: Values) -> Stakeholder:
    party = Stakeholder.objects.of_codes([str(values["stakeholder"]).strip().upper()]).first()
    if party is None:
        said = f"“{values['stakeholder']}” kodlu paydaş kuruluş yok; P12 gibi bir kod yazın."
        raise Invalid(said, {"stakeholder": said})
    return party


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
