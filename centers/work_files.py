"""Works of a centre brought by a file: each fault in its cell, all or none (administrative practice)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES
from accounts.models import Duty, User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.package import Unreadable
from documents.workbooks.reading import Sheet, read_book
from schools.imports.cells import EMPTY, Slip, as_typed, read_cell
from schools.imports.filled.checking import NOT_DATA, Heading
from schools.turkish import field_key, fold

from .acts.work_tables import FaultyWorks, plan_all
from .acts.works import ASKED_OF, COMMON
from .choices.countries import COUNTRIES
from .choices.works import Channel, Currency, Reach, WorkKind
from .forms.works import FORM_OF_KIND
from .models import Center

COLUMNS = (
    Column("kind", "Tür", "choice", True, "Listeden seçin.", tuple(WorkKind.choices), width=34),
    Column("title", "Çalışmanın adı", "text", True, width=40),
    Column("text", "Açıklama", "text", True, "Ne, kimler için, nasıl yapılacak?", width=48),
    Column("fields", "Alanlar", "text", True, "Merkezin alanları; kodu veya adı, aralarına virgül koyun.", width=30),
    Column("starts_on", "İlk gün", "day", True, width=12),
    Column("ends_on", "Son gün", "day", False, "Projede zorunlu.", width=12),
    Column("responsible", "Sorumlu", "text", True, "Merkezde görevli koordinatörün adı soyadı veya kullanıcı adı.", width=26),
    Column("partner", "Paydaş kodu", "text", False, "İş birliğinde; kayıtlı değilse kuruluşun adını yazın.", width=12),
    Column("partner_name", "Kuruluşun adı", "text", width=34),
    Column("country", "Ülke", "choice", False, "İş birliğinde ve etkinlikte.", tuple(COUNTRIES.items()), width=16),
    Column("programme", "Program", "text", False, "Projede.", width=22),
    Column("reach", "Ulusal veya uluslararası", "choice", False, "Projede.", tuple(Reach.choices), width=16),
    Column("budget", "Bütçe", "money", width=14),
    Column("currency", "Para birimi", "choice", False, "", tuple(Currency.choices), width=14),
    Column("place", "Yer", "text", False, "Etkinlikte.", width=26),
    Column("address", "Etkinliğin adresi", "text", width=30),
    Column("channel", "Kanal", "choice", False, "Tanıtımda.", tuple(Channel.choices), width=24),
    Column("audience", "Ulaşılan kişi", "count", width=12),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
TEMPLATE = "merkez-calismalari/1"
SENTENCES = (
    "Her satır bir çalışmadır (SMM Yönergesi m. 5/1-ç ilâ ğ); hepsi “Planlandı” olarak yazılır.",
    "Yalnız seçtiğiniz türün sorduğu sütunları doldurun; öbürleri boş kalır.",
    "Bir satırda hata varsa hiçbir çalışma yazılmaz; her hata hücresiyle gösterilir.",
    "Formül ve birleştirilmiş hücre kullanmayın.",
)
MOST_ROWS = 500


@dataclass(slots=True)
class BroughtWorks:
    """The works of a file with where each stood, or why it cannot be read."""

    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    at: list[tuple[str, int, dict[str, int], dict[str, str]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.asked)

    def mark(self, by_place: Mapping[int, Mapping[str, str]]) -> list[Mark]:
        """The faults of the acts, each at its cell."""
        return [
            mark_at(self.at[place], key, said)
            for place, faults in sorted(by_place.items())
            for key, said in faults.items()
        ]


def mark_at(where: tuple[str, int, dict[str, int], dict[str, str]], key: str, said: str) -> Mark:
    sheet, row, places, typed = where
    title = BY_KEY[key].title if key in BY_KEY else ""
    return Mark(sheet, row, places.get(key, 1), title, typed.get(key, "")[:120], said)


def template(center: Center) -> bytes:
    """The XLSX to fill in, with the centre's fields and coordinators to look up."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    fields = [(row.field.code, row.field.name) for row in center.fields.select_related("field")]
    people = [(user.get_full_name(), user.username) for user in _coordinators(center)]
    more = (("Alanlar", ("Kod", "Ad"), fields), ("Sorumlular", ("Adı soyadı", "Kullanıcı adı"), people))
    return built(Listing(TEMPLATE, "Çalışmalar", COLUMNS, SENTENCES), (), more=more)


def _coordinators(center: Center) -> list[User]:
    code = center.school.code or "-"
    duties = Duty.objects.in_force(localdate()).filter(role__in=CENTRE_ROLES, institution_code=code)
    return list(User.objects.filter(pk__in=duties.values("user")).order_by("first_name", "last_name"))


class Names:
    """What the cells of a centre's file may name: its fields by code or name, its coordinators by either name."""

    def __init__(self, center: Center) -> None:
        self.center = center
        self.fields: dict[str, str] = {}
        for row in center.fields.select_related("field"):
            self.fields |= {row.field.code: row.field.code, field_key(row.field.name): row.field.code}
        self.people: dict[str, set[int]] = {}
        for user in _coordinators(center):
            for name in {fold(user.username), fold(user.get_full_name())}:
                self.people.setdefault(name, set()).add(user.pk)

    def codes(self, text: str) -> list[str]:
        parts = [part.strip() for part in re.split(r"[;,\n]", text) if part.strip()]
        strange = [part for part in parts if part not in self.fields and field_key(part) not in self.fields]
        if strange:
            raise Slip(f"Merkezin alanı değil: {', '.join(strange)} (SMM Yönergesi m. 5/1).")
        return [self.fields.get(part) or self.fields[field_key(part)] for part in parts]

    def person(self, text: str) -> int:
        found = self.people.get(fold(text), set())
        if len(found) != 1:
            raise Slip("Bu adla merkezde birden çok koordinatör var; kullanıcı adını yazın." if found
                       else "Bu adla merkezde bugün görevli bir koordinatör yok.")  # fmt: skip
        return next(iter(found))


def bring_works(center: Center, file: Any, *, by: User, on: date) -> BroughtWorks:
    """Reads an uploaded table and writes its works, all of them; where ``marks`` says what is wrong, none."""
    brought = read_works(file.read(), file.name, center, by)
    if not brought.marks:
        try:
            plan_all(center, brought.asked, by=by, on=on)
        except FaultyWorks as refusal:
            brought.marks = brought.mark(refusal.by_place)
    return brought


def read_works(content: bytes, name: str, center: Center, user: User) -> BroughtWorks:
    """The rows of an XLSX or CSV, each asked of the form of its kind; what is left to judge is the acts'."""
    found = BroughtWorks()
    try:
        book = read_book(content, name)
    except Unreadable as fault:
        found.marks.append(Mark("", 1, 1, "", "", str(fault)))
        return found
    names, looked_up = Names(center), {*NOT_DATA, "alanlar", "sorumlular"}
    for sheet in book.sheets:
        if sheet.rows and not sheet.is_hidden and fold(sheet.name) not in looked_up:
            _read(found, sheet, names, user)
    if not found.asked and not found.marks:
        found.marks.append(Mark("", 1, 1, "", "", "Dosyada başlık satırından başka dolu satır yok."))
    if len(found.asked) > MOST_ROWS:
        found.marks.append(Mark("", 1, 1, "", "", f"Dosyada en çok {MOST_ROWS} satır olabilir; parçalara bölün."))
    return found


def _read(found: BroughtWorks, sheet: Sheet, names: Names, user: User) -> None:
    heading = Heading(sheet, COLUMNS)
    found.marks += heading.marks  # a column that is not of the table would be lost
    if not heading.is_whole:
        return
    for number, cells in sheet.rows:
        if number <= heading.row or all(cell in EMPTY for cell in cells):
            continue
        raw = {key: cells[place - 1] if place <= len(cells) else "" for key, place in heading.places.items()}
        typed = {key: as_typed(value).strip() for key, value in raw.items()}
        formulas = {key for key, place in heading.places.items() if (number, place) in sheet.formulas}
        _row(found, (sheet.name, number, heading.places, typed), raw, formulas, names, user)


def _row(
    found: BroughtWorks, where: Any, raw: dict[str, Any], formulas: set[str], names: Names, user: User
) -> None:  # fmt: skip
    values, faults = _values(raw, formulas, names)
    kind = values.pop("kind", None)
    if kind is not None:
        own = {*COMMON, *ASKED_OF[kind]}
        label = WorkKind(kind).label
        faults |= {key: f"“{label}” türünde bu sütun boş kalır." for key in values if key not in own}
        form = FORM_OF_KIND[kind](
            {key: value for key, value in values.items() if key in own}, center=names.center, user=user
        )
        if not form.is_valid():
            faults = {key: " ".join(map(str, said)) for key, said in form.errors.items()} | faults
        elif not faults:
            found.asked.append((kind, form.cleaned_data))
            found.at.append(where)
    found.marks += [mark_at(where, key, said) for key, said in faults.items()]


def _values(raw: dict[str, Any], formulas: set[str], names: Names) -> tuple[dict[str, Any], dict[str, str]]:
    """The cells as a form takes them, without those that are empty; and what cannot be meant."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for key, cell in raw.items():
        if key in formulas:
            faults[key] = "Hücrede formül var; sonucu değer olarak yazın."
            continue
        try:
            value = read_cell(BY_KEY[key], cell)
            if value is not None:
                values[key] = {"fields": names.codes, "responsible": names.person}.get(key, _plain)(value)
        except Slip as slip:
            faults[key] = str(slip)
    return values, faults


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
