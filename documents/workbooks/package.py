"""Looks into an XLSX package before anything loads it: size, locks, macros, entities, formulas, merged cells, hidden sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_ROWS, MOST_COLUMNS = 250_000, 200
CHUNK = 1 << 20
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MARKER = "okul-sablon"  # the document property by which our own templates are known
MARKS_KEPT = 10_000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Unreadable(Exception):
    """The file as a whole cannot be read; the sentence (Turkish) says what to do."""


@dataclass(slots=True)
class SheetFacts:
    """What a sheet's XML says that its values do not: formulas and merged areas by row and column (from 1), the last row."""

    name: str
    member: str
    is_hidden: bool
    formulas: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


@dataclass(slots=True)
class Package:
    sheets: list[SheetFacts]
    template: str = ""


def inspect(content: bytes, *, is_known: bool = False) -> Package:
    """Read the package part by part, never more than ``MOST_UNPACKED`` bytes; raises :class:`Unreadable`.

    ``is_known``: these very bytes were inspected before; only the sheets are listed, without what stands in them.
    """
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            "Dosya parolalı ya da eski Excel (.xls) biçiminde. Parolayı kaldırıp “Excel Çalışma Kitabı (.xlsx)” olarak kaydedin."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_dangerous(archive)
            return _read(archive, is_known=is_known)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise Unreadable("Dosya bozuk ya da bir Excel (.xlsx) dosyası değil; açılamıyor.") from fault


def _refuse_dangerous(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {item.filename for item in members}
    if len(members) > MOST_MEMBERS or sum(item.file_size for item in members) > MOST_UNPACKED:
        raise Unreadable(
            "Dosya açıldığında çok büyük; kabul edilmiyor. Boş sayfaları ve biçimleri temizleyip yeniden kaydedin."
        )
    if any(item.flag_bits & 1 for item in members) or "EncryptedPackage" in names:
        raise Unreadable("Dosya parolalı; parolasını kaldırıp yeniden kaydedin.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("Dosya makro içeriyor; “Excel Çalışma Kitabı (.xlsx)” olarak kaydedin.")
    if "xl/workbook.xml" not in names:
        raise Unreadable("Dosya bir Excel (.xlsx) dosyası değil.")


def _read(archive: zipfile.ZipFile, *, is_known: bool) -> Package:
    book = _Workbook()
    _parse(archive, "xl/workbook.xml", book)
    targets = _Targets()
    _parse(archive, "xl/_rels/workbook.xml.rels", targets)
    sheets = []
    for name, state, key in book.sheets:
        target = targets.found.get(key, "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        facts = SheetFacts(name, member, is_hidden=state not in {"", "visible"})
        if "worksheets/" in member:
            sheets.append(facts)
        if "worksheets/" in member and not is_known:
            _parse(archive, member, _Worksheet(facts))
    for member in ("xl/sharedStrings.xml", "xl/styles.xml"):
        if member in archive.namelist() and not is_known:
            _parse(archive, member, _Nothing())
    properties = _Properties()
    if "docProps/custom.xml" in archive.namelist():
        _parse(archive, "docProps/custom.xml", properties)
    return Package(sheets, properties.marker)


def _parse(archive: zipfile.ZipFile, member: str, reader: Any) -> None:
    """Feed a part to its reader; document types and entities, which bombs are made of, are refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    if hasattr(reader, "text"):
        parser.CharacterDataHandler = reader.text
    if hasattr(reader, "end"):
        parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    try:
        for chunk in _chunks(archive, member):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise Unreadable("Dosyanın içi bozuk; Excel’de açıp yeniden kaydedin.") from fault


def _chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    left = MOST_UNPACKED
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Unreadable("Dosya açıldığında çok büyük; kabul edilmiyor.")
            yield chunk


def _refuse_doctype(*_: Any) -> None:
    raise Unreadable("Dosyada güvenli olmayan XML tanımı (DOCTYPE/ENTITY) var; Excel’de açıp yeniden kaydedin.")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Nothing:
    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Only well-formedness and the size are looked at."""


class _Workbook:
    """Names, states and relation keys of the sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            key = next((value for given, value in attributes.items() if given.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), key))


class _Targets:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            self.found[attributes.get("Id", "")] = attributes.get("Target", "")


class _Properties:
    """The value of our own property, by which a template is known again."""

    def __init__(self) -> None:
        self.marker, self._is_ours = "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "property":
            self._is_ours = attributes.get("name") == MARKER

    def text(self, text: str) -> None:
        if self._is_ours:
            self.marker += text.strip()


class _Worksheet:
    """Formulas, merged areas, and how far the filled cells reach; rows without a value do not count."""

    def __init__(self, facts: SheetFacts) -> None:
        self.facts = facts
        self.row = self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif local == "c":
            self._cell(attributes.get("r", ""))
        elif local in {"v", "is", "f"}:
            self._filled()
            if local == "f" and len(self.facts.formulas) < MARKS_KEPT:
                self.facts.formulas.append((self.row, self.column))
        elif local == "mergeCell" and len(self.facts.merged) < MARKS_KEPT:
            area = attributes.get("ref", "")
            found = _CELL.match(area)
            if found:
                self.facts.merged.append((int(found[2]), column_number(found[1]), area))

    def _cell(self, reference: str) -> None:
        found = _CELL.fullmatch(reference)
        self.column = column_number(found[1]) if found else self.column + 1
        self.row = int(found[2]) if found else self.row

    def _filled(self) -> None:
        if self.row > MOST_ROWS:
            raise Unreadable(
                f"“{self.facts.name}” sayfasında {self.row}. satıra kadar dolu hücre var; en çok {MOST_ROWS} satır okunur. "
                "Tablonun altında unutulmuş hücreleri silin ya da dosyayı bölün."
            )
        if self.column > MOST_COLUMNS:
            raise Unreadable(f"“{self.facts.name}” sayfasında {MOST_COLUMNS} sütundan çok veri var.")
        self.facts.last_row = max(self.facts.last_row, self.row)
        self.facts.last_column = max(self.facts.last_column, self.column)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
