"""Stakeholders out of a filled table: each fault at its cell, the differences first, then one act a row."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import District, Province, User
from documents.workbooks.columns import Column, Listing
from documents.workbooks.marking import Mark
from documents.workbooks.reading import Book, Sheet
from protocols.acts import correct, open_stakeholder
from protocols.acts.stakeholders import FACTS, settle
from protocols.choices import StakeholderKind
from protocols.choices.sectors import SECTOR_CHOICES
from protocols.choices.stakeholders import StakeholderStatus
from protocols.models import Stakeholder
from protocols.permissions.stakeholders import may_record
from protocols.rules.naming import organisation_key
from schools.imports.cells import EMPTY, Slip, as_typed, read_cell
from schools.imports.differences import Difference, Differences
from schools.imports.filled.checking import NOT_DATA, Heading
from schools.imports.lists import ListPlan
from schools.imports.sources import Examined
from schools.models import FileImport, School
from schools.turkish import fold
from workflow.refusals import Invalid

TEMPLATE, TITLE = "paydaslar/1", "Paydaş kuruluşlar"
NEW = "yeni"
MOST_PREFILLED = 5_000
SENTENCES = (
    "Protokollere taraf olan ya da olabilecek kuruluşlar. Kişisel veri yazmayın; irtibat kişileri kuruluşun sayfasına girilir.",
    "Kodu yazılı satır o kaydı düzeltir; boş hücre bilgiyi değiştirmez. Kodu boş satır yeni kayıttır.",
    "Aynı adla kayıtlı başka bir kuruluş varsa kod sütununa “yeni” yazın.",
    "Vergi kimlik numarası on rakamdır; sıfırla başlıyorsa hücreyi metin yapın.",
    "Dosyada bulunmayan kayıtlara dokunulmaz.",
)


def columns() -> tuple[Column, ...]:
    """As the provinces are now."""
    provinces = tuple((str(code), name) for code, name in Province.objects.values_list("pk", "name"))
    return (
        Column("code", "Paydaş kodu", "text", False, "P12 gibi; yeni kayıtta boş.", width=14),
        Column("name", "Adı", "text", False, "Yeni kayıtta zorunlu.", width=48),
        Column("kind", "Türü", "choice", False, "Yeni kayıtta zorunlu.", tuple(StakeholderKind.choices), width=20),
        Column("tax_number", "Vergi kimlik no", "text", False, "On rakam; bilinmiyorsa boş bırakın.", width=16),
        Column("province", "İl", "choice", False, "Listeden seçin.", provinces, width=18),
        Column("district", "İlçe", "text", False, "İlin bir ilçesi.", width=18),
        Column("address", "Adres", "text", False, "Açık adres.", width=48),
        Column("phone", "Santral telefonu", "text", False, "(312) 413 19 17 gibi.", width=20),
        Column("email", "Kurumsal e-posta", "text", False, "Kişinin değil kuruluşun adresi.", width=30),
        Column("nace", "Sektör (NACE bölümü)", "choice", False, "Listeden seçin.", SECTOR_CHOICES, width=36),
    )


@dataclass(slots=True)
class Row:
    """A row of the file: its cells by column key, the record that it is about, and what it would be afterwards."""

    sheet: Sheet
    number: int
    values: dict[str, Any]
    cells: dict[str, Any]
    faults: dict[str, str] = field(default_factory=dict)
    there: Stakeholder | None = None
    record: Stakeholder | None = None
    changed: dict[str, Any] = field(default_factory=dict)


def plan_of(book: Book, user: User) -> ListPlan:
    """What the file would do: its faults and notes, its differences, and the write."""
    shape = columns()
    marks = list(_of_another(book))
    rows: list[Row] = []
    places: dict[int, dict[str, int]] = {}
    for sheet in book.filled:
        if fold(sheet.name) in NOT_DATA:
            continue
        heading = Heading(sheet, shape)
        marks += heading.marks
        if heading.is_whole:
            places[id(sheet)] = heading.places
            rows += _rows(sheet, heading, shape)
    if not rows and not any(mark.weight == "fault" for mark in marks):
        marks.append(Mark(book.sheets[0].name if book.sheets else "", 1, 1, "", "", "Dosyada dolu satır yok."))
    _settle(rows, user)
    titles = {column.key: column.title for column in shape}
    for row in rows:
        for key, sentence in row.faults.items():
            place = places[id(row.sheet)].get(key, 1)
            said = as_typed(row.cells.get(key, ""))
            marks.append(Mark(row.sheet.name, row.number, place, titles.get(key, ""), said, sentence))
    marks.sort(key=lambda mark: (mark.sheet, mark.row, mark.column))
    clean = [row for row in rows if not row.faults]
    return ListPlan(marks, _differences(clean, shape), lambda on: _write(clean, user, on))


def _of_another(book: Book) -> Iterator[Mark]:
    if book.template and book.template.partition("/")[0] != TEMPLATE.partition("/")[0]:
        said = f"Bu dosya başka bir şablondan ({book.template.partition('/')[0]}); burada “{TITLE}” beklenir."
        yield Mark(book.sheets[0].name if book.sheets else "", 1, 1, "", "", said)


def _rows(sheet: Sheet, heading: Heading, shape: tuple[Column, ...]) -> Iterator[Row]:
    for number, cells in sheet.rows:
        given = {
            column.key: cells[heading.places[column.key] - 1] if heading.places[column.key] <= len(cells) else ""
            for column in shape
        }
        if number <= heading.row or all(value in EMPTY for value in given.values()):
            continue
        row = Row(sheet, number, {}, given)
        for column in shape:
            if (number, heading.places[column.key]) in sheet.formulas:
                row.faults[column.key] = "Hücrede formül var; sonucu değer olarak yazın (Kopyala → Değer yapıştır)."
                continue
            try:
                row.values[column.key] = read_cell(column, given[column.key])
            except Slip as slip:
                row.faults[column.key] = str(slip)
        yield row


def _settle(rows: list[Row], user: User) -> None:
    """Find what each row is about, and what the acts would refuse; few queries, however many rows."""
    known = _Known(rows)
    for row in rows:
        if not row.faults:
            _about(row, known)
        if not row.faults:
            _fill(row, known, user)
    _refuse_repeated(rows)


class _Known:
    """The records, provinces and districts that the rows may be about."""

    def __init__(self, rows: list[Row]) -> None:
        def given(name: str) -> set[str]:
            return {str(row.values[name]) for row in rows if row.values.get(name)}

        self.provinces = Province.objects.in_bulk()
        self.districts = {
            (one.province_id, fold(one.name)): one for one in District.objects.select_related("province")
        }
        records = Stakeholder.objects.select_related("province", "district", "merged_into")
        self.by_key = records.in_bulk(Stakeholder.keys_of(code.upper() for code in given("code")))
        live = records.not_merged()
        numbers = {"".join(number.split()) for number in given("tax_number")}
        self.by_number = {one.tax_number: one for one in live.filter(tax_number__in=numbers)}
        keys = {organisation_key(name) for name in given("name")}
        self.by_name = {one.match_key: one for one in live.filter(match_key__in=keys).order_by("-pk")}


def _about(row: Row, known: _Known) -> None:
    code = str(row.values.get("code") or "").strip()
    if code and fold(code) != NEW:
        found = known.by_key.get(next(iter(Stakeholder.keys_of([code.upper()])), 0))
        row.there = found
        if found is None:
            row.faults["code"] = f"“{code}” kodlu kuruluş yok. Yeni kayıtta boş bırakın."
        elif found.merged_into is not None:
            row.faults["code"] = f"Bu kayıt birleştirildi; {found.merged_into.code} yazın ({found.merged_into})."
        elif found.status == StakeholderStatus.CLOSED:
            row.faults["code"] = "Bu kuruluş kapandı; kaydı düzeltilemez."
        return
    number = "".join(str(row.values.get("tax_number") or "").split())
    row.there = known.by_number.get(number) if number and not code else None
    if row.there is not None or code:
        return
    same = known.by_name.get(organisation_key(str(row.values.get("name") or "")))
    if same is not None:
        row.faults["code"] = (
            f"Bu adla kayıtlı kuruluş var: {same} ({same.code}). Aynıysa {same.code}, ayrıysa “yeni” yazın."
        )


def _fill(row: Row, known: _Known, user: User) -> None:
    """Make the record of the row as it would be, and let the act's own checks look at it."""
    values = _facts(row, known)
    row.faults |= _lacking(row, values, user)
    if row.faults:
        return
    row.record = copy(row.there) if row.there is not None else Stakeholder()
    for name, value in values.items():
        setattr(row.record, name, value)
    try:
        settle(row.record, user)
    except Invalid as refusal:
        row.faults |= refusal.faults
        return
    if row.there is not None:
        row.changed = {
            name: getattr(row.record, name) for name in values if getattr(row.record, name) != getattr(row.there, name)
        }


def _lacking(row: Row, values: dict[str, Any], user: User) -> dict[str, str]:
    if row.there is not None:
        said = "Bu kuruluş sizin ilinizde değil; bilgilerini değiştiremezsiniz (idari usul)."
        return {} if may_record(user, row.there) else {"code": said}
    wanted = {"name": "Kuruluşun adını yazın.", "kind": "Kuruluşun türünü seçin."}
    return {name: sentence for name, sentence in wanted.items() if not values.get(name)}


def _facts(row: Row, known: _Known) -> dict[str, Any]:
    """The cells that say something, as the record has them."""
    values = {name: row.values[name] for name in FACTS if row.values.get(name) not in EMPTY}
    if "province" in values:
        values["province"] = known.provinces[int(values["province"])]
    if "district" in values:
        province = values.get("province") or (row.there.province if row.there else None)
        found = known.districts.get((province.pk, fold(values["district"]))) if province else None
        if found is None:
            row.faults["district"] = f"“{values['district']}” bu ilin bir ilçesi değil; ili de yazın."
        values["district"] = found
    return values


def _refuse_repeated(rows: list[Row]) -> None:
    seen: dict[tuple[str, Any], Row] = {}
    for row in rows:
        if row.record is None or row.faults:
            continue
        names = [("record", row.there.pk)] if row.there else []
        names += [("tax_number", row.record.tax_number)] if row.record.tax_number else []
        if row.there is None and fold(str(row.values.get("code") or "")) != NEW:
            names.append(("name", organisation_key(row.record.name)))
        for name in names:
            if name in seen:
                column = "tax_number" if name[0] == "tax_number" else "name"
                row.faults[column] = f"{seen[name].number}. satırla aynı kuruluş; birini silin."
            seen.setdefault(name, row)


def _differences(rows: list[Row], shape: tuple[Column, ...]) -> Differences:
    found, titles = Differences(), {column.key: column.title for column in shape}
    for row in rows:
        if row.record is None:
            continue
        if row.there is None:
            told = " · ".join(str(part) for part in (row.record.get_kind_display(), row.record.province) if part)
            number = f" · {row.record.masked_tax_number}" if row.record.tax_number else ""
            found.lines.append(Difference("added", None, row.record.name, "", "", told + number))
            found.counts["added"] += 1
            continue
        found.counts["changed" if row.changed else "unchanged"] += 1
        record = f"{row.there.code} {row.there}"
        for name in row.changed:
            before, after = (_word(one, name) for one in (row.there, row.record))
            found.lines.append(Difference("changed", None, record, titles[name], before, after))
    return found


def _word(record: Stakeholder, name: str) -> str:
    if name == "tax_number":
        return record.masked_tax_number or "–"
    shown = {"kind": record.get_kind_display, "nace": record.get_nace_display}.get(name)  # type: ignore[attr-defined]
    return str((shown() if shown else getattr(record, name)) or "–")


def _write(rows: list[Row], user: User, on: date) -> None:
    """One act a row, in the transaction of the file: what somebody changed meanwhile refuses the whole."""
    for row in rows:
        if row.record is None:
            continue
        if row.there is None:
            open_stakeholder(row.record, by=user, on=on, is_another=True)
        elif row.changed:
            correct(row.there, by=user, on=on, revision=row.there.revision, **row.changed)


def examine(brought: FileImport, book: Book) -> Examined:
    """The file, checked; where it can be written, its differences and how to write them."""
    plan = plan_of(book, brought.by)
    examined = Examined(plan.marks, plan.differences)
    if not examined.faults or brought.options.get("skip_faulty"):
        examined.write = plan.write
    return examined


def template(user: User, _school: School | None = None) -> bytes:
    """The table to fill in, with the organisations that the user may correct; tax numbers stay where they are."""
    from documents.workbooks.building import built  # noqa: PLC0415 - with openpyxl, which only this needs

    records = Stakeholder.objects.live().select_related("province", "district").order_by("name", "pk")
    if not user.scope.everywhere:
        records = records.filter(province__in=user.scope.provinces)
    rows = (
        [
            one.code, one.name, one.get_kind_display(), "", one.province.name if one.province else "",
            one.district.name if one.district else "", one.address, one.shown_phone, one.email,
            one.get_nace_display() if one.nace else "",  # type: ignore[attr-defined]
        ]
        for one in records[:MOST_PREFILLED]
    )  # fmt: skip
    return built(Listing(TEMPLATE, TITLE, columns(), SENTENCES), rows)
