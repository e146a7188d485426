"""Reads the tables of a folder: each cell as its column asks, every fault at its place, no column left out in silence."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schools.imports.cells import Slip, read_cell
from schools.imports.remarks import Weight, safe_cell
from schools.imports.tables import FileUnreadable, Table, read_csv

from .layouts import LAYOUTS, Layout, heading_key


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a cell, a row (column empty) or a file (row 0); ``Weight.LEFT_OUT`` keeps everything from being written."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    weight: Weight = Weight.LEFT_OUT

    @property
    def where(self) -> str:
        row = f", {self.row}. satır" if self.row else ""
        return f"{self.file}{row}{f', {self.column}' if self.column else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its values by column key, ``None`` where a cell is empty."""

    layout: Layout
    line: int
    values: dict[str, Any]
    typed: dict[str, str]

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def say(self, key: str, reason: str, weight: Weight = Weight.LEFT_OUT) -> Said:
        """A sentence about one of its cells."""
        title = next((column.title for column in self.layout.columns if column.key == key), "")
        return Said(self.layout.file, self.line, title, self.typed.get(key, ""), reason, weight)


@dataclass(slots=True)
class Export:
    """The rows of each table by its name, and what there is to say of them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)

    def of(self, layout: Layout) -> list[Row]:
        return self.rows.get(layout.name, [])


def read_folder(folder: Path, *, leave_out: Collection[str] = ()) -> Export:
    """All tables of a folder. ``leave_out``: columns that are left out knowingly, as ``merkezler:adres``.

    Raises :class:`FileUnreadable` where the folder or the table of centres is not there.
    """
    if not folder.is_dir():
        raise FileUnreadable(f"“{folder}” adlı klasör bulunamadı.")
    found, known = Export(), {layout.file for layout in LAYOUTS}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            found.said.append(
                Said(path.name, 0, "", "", f"Bu adla bir tablo yok; beklenenler: {', '.join(sorted(known))}.")
            )
    left = {heading_key(one.replace(":", " ")) for one in leave_out}
    for layout in LAYOUTS:
        path = folder / layout.file
        if path.is_file():
            _read(found, layout, read_csv(path), left)
    if not found.of(LAYOUTS[0]) and not found.said:
        raise FileUnreadable(f"Klasörde {LAYOUTS[0].file} yok.")
    return found


def _read(found: Export, layout: Layout, table: Table, left: set[str]) -> None:
    titles = {heading_key(column.title): column for column in layout.columns}
    by_column = {name: titles[heading_key(name)] for name in table.columns if heading_key(name) in titles}
    found.read[layout.name] = len(table.lines)
    _say_of_columns(found, layout, table, by_column, left)
    missing = [
        c.title for c in layout.columns if c.is_required and c.key not in {one.key for one in by_column.values()}
    ]
    if missing:
        found.said.append(Said(layout.file, 1, "", "", f"Eksik sütun: {', '.join(missing)}."))
        return
    rows = [_row(found, layout, line, cells, by_column) for line, cells in table.lines]
    found.rows[layout.name] = _once(found, layout, [row for row in rows if row is not None])


def _say_of_columns(found: Export, layout: Layout, table: Table, by_column: dict[str, Any], left: set[str]) -> None:
    """Each column that no column here takes: how many cells it has, and the first of them."""
    for name in {name for name in table.columns if name and table.columns.count(name) > 1}:
        found.said.append(Said(layout.file, 1, name, "", f"“{name}” sütunu iki kez var; birini silin."))
    for name in dict.fromkeys([*table.columns, ""]):
        filled = [cells[name].strip() for _, cells in table.lines if cells.get(name, "").strip()]
        if name in by_column or not filled:
            continue
        knowingly = heading_key(f"{layout.name} {name}") in left
        told = f"“{name or 'Başlıksız'}” sütunu yerleştirilemedi: {len(filled)} dolu hücre alınmadı (ilki “{filled[0][:60]}”)."
        told += "" if knowingly else f" Bilerek dışarıda bırakmak için: --leave-out “{layout.name}:{name}”."
        weight = Weight.NOTE if knowingly else Weight.LEFT_OUT
        found.said.append(Said(layout.file, 1, name, filled[0][:60], told, weight))


def _row(found: Export, layout: Layout, line: int, cells: dict[str, str], by_column: dict[str, Any]) -> Row | None:
    typed = {column.key: cells[name].strip() for name, column in by_column.items()}
    row = Row(layout, line, {}, typed)
    before = len(found.said)
    for column in by_column.values():
        try:
            value = read_cell(column, typed[column.key])
        except Slip as slip:
            found.said.append(row.say(column.key, str(slip)))
            continue
        most = layout.most.get(column.key)
        if most is not None and value and len(value) > most:
            found.said.append(row.say(column.key, f"En çok {most} karakter olabilir; {len(value)} karakter var."))
        row.values[column.key] = value
    return row if len(found.said) == before else None


def _once(found: Export, layout: Layout, rows: Iterable[Row]) -> list[Row]:
    """Without the rows that repeat another; where the two do not say the same, that is a fault."""
    seen: dict[tuple[Any, ...], Row] = {}
    kept = []
    for row in rows:
        key = tuple(_folded(row[name]) for name in layout.identity)
        first = seen.get(key) if layout.identity else None
        if first is None:
            seen[key] = row
            kept.append(row)
        elif first.values == row.values:
            found.said.append(row.say(layout.identity[-1], f"{first.line}. satırın yinelenmesi.", Weight.DUPLICATE))
        else:
            found.said.append(row.say(layout.identity[-1], f"{first.line}. satırla aynı anahtar, başka içerik."))
    return kept


def _folded(value: Any) -> Any:
    return heading_key(value) if isinstance(value, str) else value


def write_said(path: Path, said: Iterable[Said]) -> None:
    """The sentences as a table (UTF-8 CSV)."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["dosya", "satir", "sutun", "deger", "sonuc", "neden"])
        for one in said:
            cells = (one.file, str(one.row), one.column, one.value, one.weight.value, one.reason)
            writer.writerow([safe_cell(cell) for cell in cells])
