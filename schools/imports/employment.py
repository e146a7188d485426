"""Brings employment by province and NACE division into the register, from the long CSV or the yearbook's XLSX layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.db import transaction
from python_calamine import CalamineError, CalamineWorkbook

from accounts.models import Province
from schools.models import Employment, EmploymentYear
from schools.turkish import fold

from .places import Places
from .remarks import Remark
from .tables import FileUnreadable, Table, form_of, read_csv

FORMS = {"uzun CSV": ("nace2", "il_kodu", "isyeri", "sigortali")}
PROVINCE_ROW, MEASURE_ROW, FIRST_DATA_ROW = 6, 7, 9  # as they stand in the yearbook's table, counted from 1
FIRST_PROVINCE_COLUMN = 2
ALL_PROVINCES = 81


class EmploymentRow(msgspec.Struct, frozen=True):
    """Insured employees (and workplaces, ``None`` where not said) of a NACE division in a province."""

    province: int
    nace: str
    workplaces: int | None
    employees: int


class Statistics(msgspec.Struct):
    """A file of statistics, checked: its rows, what was left out, and whether it says of itself that it is made up."""

    rows: list[EmploymentRow]
    remarks: list[Remark]
    is_synthetic: bool
    table: Table | None = None


def read_employment(path: Path) -> Statistics:
    """The statistics in a CSV or XLSX file; raises :class:`FileUnreadable` where it is neither."""
    found = _read_xlsx(path) if path.suffix.lower() == ".xlsx" else _read_long(path)
    if not found.rows:
        raise FileUnreadable("Dosyada okunabilen hiçbir istihdam satırı yok.")
    _refuse_repeated(found.rows)
    return found


def _refuse_repeated(rows: list[EmploymentRow]) -> None:
    seen = set()
    for row in rows:
        key = (row.province, row.nace)
        if key in seen:
            raise FileUnreadable(f"{row.nace} faaliyet kodu {row.province} plaka kodlu il için iki kez verilmiş.")
        seen.add(key)


def _read_long(path: Path) -> Statistics:
    table = read_csv(path)
    form_of(table, FORMS)
    places, rows, remarks = Places(), list[EmploymentRow](), list[Remark]()
    for number, cells in table.lines:
        province = places.province_of_code(cells["il_kodu"])
        faults = []
        if province is None:
            faults.append(Remark(number, "il_kodu", f"“{cells['il_kodu']}” plaka kodlu il yok."))
        if not re.fullmatch(r"[0-9]{2}", cells["nace2"].strip()):
            faults.append(Remark(number, "nace2", f"“{cells['nace2']}” iki haneli bir NACE bölümü değil."))
        counts = {}
        for column in ("isyeri", "sigortali"):
            counts[column] = _count(cells[column])
            if counts[column] is None and (column == "sigortali" or cells[column].strip()):
                faults.append(Remark(number, column, f"“{cells[column]}” sıfır veya büyük bir tam sayı değil."))
        remarks += faults
        if not faults:
            rows.append(
                EmploymentRow(province.code, cells["nace2"].strip(), counts["isyeri"], counts["sigortali"] or 0)
            )
    return Statistics(rows, remarks, _says_synthetic(path.name), table)


def _says_synthetic(text: str) -> bool:
    return any(word in fold(text) for word in ("synthetic", "sentetik"))


def _count(value: Any) -> int | None:
    """A count of people or places: a whole number, not negative; ``None`` for anything else."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return int(value) if value >= 0 and value == int(value) else None
    text = str(value).strip()
    return int(text.replace(".", "")) if re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3})+", text) else None


def _read_xlsx(path: Path) -> Statistics:
    cells = _cells_of(path)
    if len(cells) < FIRST_DATA_ROW:
        raise FileUnreadable("Tablo SGK yıllığının düzeninde değil: 9. satırdan başlayan veri yok.")
    remarks: list[Remark] = []
    columns = _province_columns(cells)
    rows = [row for number, line in _data_lines(cells) for row in _rows_of_line(number, line, columns, remarks)]
    heading = " ".join(str(cell) for line in cells[: PROVINCE_ROW - 1] for cell in line if cell)
    return Statistics(rows, remarks, _says_synthetic(f"{path.name} {heading}"))


def _cells_of(path: Path) -> list[list[Any]]:
    if not path.is_file():
        raise FileUnreadable(f"“{path}” adlı dosya bulunamadı.")
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as fault:
        raise FileUnreadable("Dosya bir Excel (.xlsx) dosyası olarak açılamadı.") from fault
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def _province_columns(cells: list[list[Any]]) -> dict[int, tuple[int, int]]:
    """For each province its columns of workplaces and employees; its name is merged over both."""
    names, measures = cells[PROVINCE_ROW - 1], [fold(str(cell)) for cell in cells[MEASURE_ROW - 1]]
    places, found = Places(), dict[int, tuple[int, int]]()
    for column in range(FIRST_PROVINCE_COLUMN, len(names) - 1):
        name = str(names[column]).strip()
        if not name or "toplam" in fold(name):
            continue
        province = places.province(name)
        if province is None:
            raise FileUnreadable(f"{PROVINCE_ROW}. satırda “{name}” adlı il tanınmadı.{places.likely_provinces(name)}")
        if "is yeri" not in measures[column] or "sigortali" not in measures[column + 1]:
            raise FileUnreadable(f"{MEASURE_ROW}. satırda {name} için “İş yeri” ve “Zorunlu sigortalı” sütunları yok.")
        found[province.code] = (column, column + 1)
    if len(found) != ALL_PROVINCES:
        raise FileUnreadable(f"Tabloda 81 il olmalı; {len(found)} il bulundu.")
    return found


def _data_lines(cells: list[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
    for number, line in enumerate(cells[FIRST_DATA_ROW - 1 :], start=FIRST_DATA_ROW):
        label = fold(f"{line[0]} {line[1]}")
        if label and "toplam" not in label:
            yield number, line


def _rows_of_line(
    number: int, line: list[Any], columns: dict[int, tuple[int, int]], remarks: list[Remark]
) -> Iterator[EmploymentRow]:
    nace = f"{int(line[0]):02d}" if isinstance(line[0], float) else str(line[0]).strip()
    if not re.fullmatch(r"[0-9]{2}", nace):
        if nace:
            remarks.append(Remark(number, "Faaliyet kodu", f"“{nace}” iki haneli bir NACE bölümü değil."))
        return
    for province, (workplaces, employees) in columns.items():
        count = _count(line[employees])
        if count is None:
            remarks.append(Remark(number, f"{province:02d}", f"“{line[employees]}” sigortalı sayısı değil."))
            continue
        yield EmploymentRow(province, nace, _count(line[workplaces]), count)


@transaction.atomic
def write_employment(found: Statistics, *, year: int, source: str, is_current: bool = True) -> dict[str, int]:
    """Make these the year's statistics: added, changed, unchanged and removed rows are counted.

    Made-up figures never take the place of real ones of the same year: raises :class:`FileUnreadable`.
    """
    record = EmploymentYear.objects.select_for_update().filter(year=year).first()
    if record is not None and found.is_synthetic and not record.is_synthetic:
        raise FileUnreadable(f"{year} yılının gerçek istatistiği kayıtlı; sentetik veri onun yerine geçemez.")
    if is_current:
        EmploymentYear.objects.exclude(year=year).update(is_current=False)
    record, _ = EmploymentYear.objects.update_or_create(
        year=year,
        defaults={
            "source": source[:200],
            "is_synthetic": found.is_synthetic,
            **({"is_current": True} if is_current else {}),
        },
    )
    return _upsert(record, found.rows)


def _upsert(record: EmploymentYear, rows: list[EmploymentRow]) -> dict[str, int]:
    there = {
        (province, nace): (workplaces, employees)
        for province, nace, workplaces, employees in record.rows.values_list(
            "province_id", "nace", "workplaces", "employees"
        )
    }
    given = {(row.province, row.nace): (row.workplaces, row.employees) for row in rows}
    changed = [key for key, value in given.items() if there.get(key) != value]
    gone = there.keys() - given.keys()
    Employment.objects.bulk_create(
        [
            Employment(year=record, province_id=province, nace=nace, workplaces=given[key][0], employees=given[key][1])
            for key in changed
            for province, nace in [key]
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["year", "province", "nace"],
        update_fields=["workplaces", "employees"],
    )
    for province, nace in gone:
        record.rows.filter(province_id=province, nace=nace).delete()
    added = sum(key not in there for key in changed)
    return {
        "added": added,
        "changed": len(changed) - added,
        "unchanged": len(given) - len(changed),
        "removed": len(gone),
    }


def provinces_without_rows(found: Statistics) -> list[str]:
    """The provinces that the file does not name: the measures compare all 81."""
    named = {row.province for row in found.rows}
    return list(Province.objects.exclude(code__in=named).values_list("name", flat=True))
