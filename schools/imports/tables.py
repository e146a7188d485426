"""Reads a CSV table as its author wrote it, with the number of each line, or says in Turkish why it cannot."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from schools.turkish import fold

MAX_BYTES = 50 * 1024 * 1024
_SIGNATURES = {b"%PDF": "PDF", b"PK\x03\x04": "Excel veya ZIP", b"\xd0\xcf\x11\xe0": "eski Excel (.xls)"}


class FileUnreadable(Exception):
    """The file as a whole cannot be taken in; nothing of it was written. The sentence is for people."""


class Table(msgspec.Struct, frozen=True):
    """A table with its column names in order, and its lines: ``(line number in the file, {column: cell})``.

    What stands in a line beyond the last heading is under the empty name.
    """

    columns: tuple[str, ...]
    lines: list[tuple[int, dict[str, str]]]


def read_csv(path: Path) -> Table:
    """The table in a UTF-8 CSV file, with or without BOM, comma or semicolon; raises :class:`FileUnreadable`."""
    text = _text_of(path)
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = tuple(fold(cell) for cell in next(reader, []))
        lines = list(_lines(reader, columns))
    except csv.Error as fault:
        raise FileUnreadable(f"Dosya CSV olarak okunamadı ({reader.line_num}. satır): {fault}.") from fault
    if not lines:
        raise FileUnreadable("Dosyada başlık satırından başka satır yok.")
    return Table(columns, lines)


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise FileUnreadable(f"“{path}” adlı dosya bulunamadı.")
    if path.stat().st_size > MAX_BYTES:
        raise FileUnreadable("Dosya 50 MB'tan büyük; liste parçalara bölünmelidir.")
    content = path.read_bytes()
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise FileUnreadable(f"Dosya CSV değil, {kind} dosyasıdır. Listeyi CSV (UTF-8) olarak kaydedin.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise FileUnreadable(
            f"Dosya UTF-8 kodlamasında değil ({line}. satırda okunamayan karakter var; muhtemelen Windows-1254). "
            "Dosyayı “CSV UTF-8” türüyle yeniden kaydedin."
        ) from fault
    if "\x00" in text:
        raise FileUnreadable("Dosya metin değil; CSV (UTF-8) olarak kaydedin.")
    return text


def _lines(reader: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        beyond = " ".join(cell.strip() for cell in cells[len(columns) :] if cell.strip())
        line = dict(zip(columns, padded, strict=False)) | ({"": beyond} if beyond else {})
        yield reader.line_num, line  # type: ignore[attr-defined]


def form_of(table: Table, forms: dict[str, Collection[str]]) -> str:
    """The name of the form whose columns the table has; raises :class:`FileUnreadable` naming what is missing."""
    for name, needed in forms.items():
        if set(needed) <= set(table.columns):
            return name
    name, needed = max(forms.items(), key=lambda form: len(set(form[1]) & set(table.columns)))
    if not set(needed) & set(table.columns):
        raise FileUnreadable(f"Başlık satırı tanınmadı. Beklenen sütunlar: {', '.join(sorted(needed))}.")
    missing = sorted(set(needed) - set(table.columns))
    raise FileUnreadable(f"Eksik sütun: {', '.join(missing)} ({name} biçimi).")
