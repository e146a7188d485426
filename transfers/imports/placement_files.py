"""The two files of a placement (`P.csv`, `A.csv`) and the four that come out, as other programs read and write them.

Every fault is named with its file and line; a file with a fault gives nothing.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from transfers.placement import VERSION, Outcome, Programme, Wish

PROGRAMME_COLUMNS = ["programme", "seats", "reserved_group", "reserved_seats", "unfilled"]
FIXED_COLUMNS = ["student", "preference", "programme", "score", "group"]
TIE = re.compile(r"tie_([1-9]\d?)", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?", re.ASCII)
HOLD, OPEN = "hold", "open"


class FileFault(NamedTuple):
    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


@dataclass(slots=True)
class Reader:
    """Rows of one file, cell by name, with the faults found on the way."""

    path: Path
    faults: list[FileFault] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    line: int = 1

    def fault(self, says: str) -> None:
        self.faults.append(FileFault(self.path.name, self.line, says))

    def rows(self, known: Iterable[str], pattern: re.Pattern[str] | None = None) -> Iterator[dict[str, str]]:
        """Each row; none when the file cannot be read or a column is missing, unknown or there twice."""
        try:
            lines = csv.reader(StringIO(self.path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
            self.columns = [name.strip() for name in next(lines, [])]
            if not self._has_columns(list(known), pattern):
                return
            for cells in lines:
                self.line = lines.line_num
                if not cells:
                    continue
                if len(cells) != len(self.columns):
                    self.fault(f"{len(self.columns)} sütun beklenirken {len(cells)} sütun var.")
                    continue
                yield dict(zip(self.columns, map(str.strip, cells), strict=True))
        except OSError as error:
            self.fault(f"Dosya okunamıyor ({error.strerror}).")
        except UnicodeDecodeError as error:
            self.fault(f"Dosya UTF-8 değil ({error.start}. bayt).")
        except csv.Error as error:
            self.fault(f"CSV olarak okunamıyor ({error}).")

    def _has_columns(self, known: list[str], pattern: re.Pattern[str] | None) -> bool:
        before = len(self.faults)
        if not any(self.columns):
            self.fault("Dosya boş.")
            return False
        for name in sorted({name for name in self.columns if self.columns.count(name) > 1}):
            self.fault(f"“{name}” sütunu iki kez var.")
        for name in known:
            if name not in self.columns:
                self.fault(f"“{name}” sütunu yok.")
        for name in self.columns:
            if name not in known and not (pattern and pattern.fullmatch(name)):
                self.fault(f"“{name}” bilinen bir sütun değil.")
        return len(self.faults) == before

    def whole(self, row: dict[str, str], name: str) -> int | None:
        """A whole number from 0; anything else is a fault."""
        if WHOLE.fullmatch(row[name]):
            return int(row[name])
        self.fault(f"{name}: “{row[name]}” sıfır veya daha büyük bir tam sayı değil.")
        return None


def read_programmes(path: Path) -> tuple[list[Programme], list[FileFault]]:
    """The programmes in the order of the file, and every fault."""
    reader, made = Reader(path), {}
    for row in reader.rows(PROGRAMME_COLUMNS):
        code = row["programme"]
        seats, reserved = reader.whole(row, "seats"), reader.whole(row | _zero(row), "reserved_seats")
        if not code:
            reader.fault("programme: boş olamaz.")
        elif code in made:
            reader.fault(f"“{code}” programı iki kez var.")
        else:
            # A faulty row is known by its code all the same, or each preference for it would be a fault of its own.
            _fault_of_reserve(reader, row, seats, reserved)
            made[code] = Programme(code, seats or 0, row["reserved_group"], reserved or 0, row["unfilled"] == HOLD)
    return list(made.values()), reader.faults


def _zero(row: dict[str, str]) -> dict[str, str]:
    return {} if row["reserved_seats"] else {"reserved_seats": "0"}


def _fault_of_reserve(reader: Reader, row: dict[str, str], seats: int | None, reserved: int | None) -> None:
    if reserved and seats is not None and reserved > seats:
        reader.fault(f"Ayrılmış yer ({reserved}), yerlerin toplamından ({seats}) çok.")
    if reserved and not row["reserved_group"]:
        reader.fault("Ayrılmış yer var, ancak reserved_group boş.")
    if row["unfilled"] not in {HOLD, OPEN} and (reserved or row["unfilled"]):
        reader.fault(f"unfilled: “{row['unfilled']}” yerine open veya hold yazılmalıdır.")


class Applications:
    """Reads `A.csv`: one row a preference."""

    def __init__(self, path: Path, programmes: Iterable[str]) -> None:
        self.reader, self.programmes = Reader(path), set(programmes)
        self.numbers: dict[str, Decimal] = {}
        self.preferences: set[tuple[str, int]] = set()
        self.asked: set[tuple[str, str]] = set()

    def read(self) -> tuple[list[Wish], list[FileFault]]:
        made = []
        ties: list[str] | None = None
        for row in self.reader.rows(FIXED_COLUMNS, TIE):
            ties = self._ties() if ties is None else ties
            before = len(self.reader.faults)
            preference = self._preference(row)
            self._programme(row)
            score, *values = [self._number(row, name) for name in ("score", *ties)]
            if len(self.reader.faults) == before:
                made.append(Wish(row["student"], preference, row["programme"], score, tuple(values), row["group"]))
        return made, self.reader.faults

    def _ties(self) -> list[str]:
        """The tie columns in the order of their numbers, which begin with 1 and leave none out."""
        names = sorted((name for name in self.reader.columns if TIE.fullmatch(name)), key=lambda name: int(name[4:]))
        if names != [f"tie_{number}" for number in range(1, len(names) + 1)]:
            self.reader.faults.append(
                FileFault(self.reader.path.name, 1, "tie sütunları tie_1’den başlayarak atlamadan numaralanır.")
            )
        return names

    def _preference(self, row: dict[str, str]) -> int:
        number = int(row["preference"]) if WHOLE.fullmatch(row["preference"]) else 0
        if not row["student"]:
            self.reader.fault("student: boş olamaz.")
        if number < 1:
            self.reader.fault(f"preference: “{row['preference']}” 1 veya daha büyük bir tam sayı değil.")
        elif (row["student"], number) in self.preferences:
            self.reader.fault(f"{row['student']} öğrencisinin {number}. tercihi iki kez var.")
        self.preferences.add((row["student"], number))
        return number

    def _programme(self, row: dict[str, str]) -> None:
        student, code = row["student"], row["programme"]
        if code not in self.programmes:
            self.reader.fault(f"programme: “{code}” program dosyasında yok.")
        elif (student, code) in self.asked:
            self.reader.fault(f"{student} öğrencisi {code} programını iki kez tercih etmiş.")
        self.asked.add((student, code))

    def _number(self, row: dict[str, str], name: str) -> Decimal:
        text = row[name]
        value = self.numbers.get(text)
        if value is None:
            if not NUMBER.fullmatch(text):
                self.reader.fault(f"{name}: “{text}” sayı değil; ondalık ayırıcı noktadır.")
                return Decimal(0)
            value = self.numbers[text] = Decimal(text)
        return value


def read_applications(path: Path, programmes: Iterable[Programme]) -> tuple[list[Wish], list[FileFault]]:
    """The wishes in the order of the file, and every fault."""
    return Applications(path, [one.code for one in programmes]).read()


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def write_outcome(folder: Path, outcome: Outcome, inputs: dict[str, Path]) -> dict[str, Any]:
    """Writes the four files, the last of them ``record.json``; returns what stands in it."""
    folder.mkdir(parents=True, exist_ok=True)
    placed = outcome.placed.values()
    _write(
        folder / "placements.csv",
        ["student", "programme", "preference"],
        ([wish.student, wish.programme, wish.preference] for wish in placed),
    )
    _write(
        folder / "cutoffs.csv",
        ["programme", "seats", "placed", "last_score", "last_student_lottery"],
        ([c.programme, c.seats, c.placed, _text(c.last_score), c.last_lot] for c in outcome.cutoffs),
    )
    _write(
        folder / "explanations.csv",
        ["student", "preference", "programme", "outcome", "rank", "seats", "cutoff"],
        (
            [e.wish.student, e.wish.preference, e.wish.programme, e.outcome, e.rank, e.seats, _text(e.cutoff)]
            for e in outcome.explanations()
        ),
    )
    record = {
        "engine_version": VERSION,
        "seed": outcome.seed,
        "inputs": {name: {"file": path.name, "sha256": digest(path)} for name, path in inputs.items()},
        "students": outcome.market.students,
        "placed": len(outcome.placed),
        "result_sha256": digest(folder / "placements.csv"),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / "record.json").write_text(text, encoding="utf-8")
    return record


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _write(path: Path, columns: list[str], rows: Iterable[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
