"""What is too old to rest a finding on: ages are administrative, in whole months, and configurable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .checks import Check, Fault
from .records import Record, begins, months_between

SECTIONS = {
    "fields": "Alanlar",
    "enrolment": "Öğrenciler",
    "spaces": "Mekânlar",
    "dormitories": "Pansiyonlar",
    "site": "Yerleşim",
}


def _enrolment(record: Record, on: date, months: int) -> Iterator[Fault]:
    year = record.last_year
    if year is not None and months_between(begins(year), on) >= months:
        words = f"Son öğrenci sayıları {year}-{year + 1} öğretim yılının."
        yield Fault(words, f"id_enrolment-{len(record.enrolments)}-year")


def _need(record: Record, on: date, months: int) -> Iterator[Fault]:
    year = max((row.year for row in record.needs), default=None)
    if year is not None and months_between(begins(year), on) >= months:
        words = f"Son pansiyon ihtiyacı {year}-{year + 1} öğretim yılının."
        yield Fault(words, f"id_boarding_need-{len(record.needs)}-year")


def _dormitory(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.dormitories:
        if row.stated_on is not None and months_between(row.stated_on, on) >= months:
            words = f"“{row.name}”: bilgi {row.stated_on:%d.%m.%Y} gününün."
            yield Fault(words, f"dormitories-{row.pk}-stated_on", str(row.pk))


def _declarations(record: Record, on: date, months: int) -> Iterator[Fault]:
    for section, label in SECTIONS.items():
        stated_on = record.declared.get(section)
        if stated_on is not None and months_between(stated_on, on) >= months:
            words = f"“{label}” bölümünün tamlık beyanı {stated_on:%d.%m.%Y} gününün; bölümü gözden geçirip kaydedin."
            yield Fault(words, f"id_{section}-guard-complete", section, section)


def _list(record: Record, on: date, months: int) -> Iterator[Fault]:
    if record.listed_on is not None and months_between(record.listed_on, on) >= months:
        yield Fault(f"Kurumu veren son Bakanlık listesi {record.listed_on:%d.%m.%Y} gününün.", "id_file")


STALE = (
    Check(
        "ogrenci-sayisi-eski", "stale", "Öğrenci sayıları eski", "enrolment", "school", 6, _enrolment, 14, "okul/4/2/c"
    ),
    Check(
        "pansiyon-ihtiyaci-eski", "stale", "Pansiyon ihtiyacı eski", "boarding_need", "school", 4, _need, 14, "okul/4/2/a"
    ),
    Check(
        "pansiyon-eski", "stale", "Pansiyon bilgisi eski", "dormitories", "school", 4, _dormitory, 12, "okul/4/2/a"
    ),
    Check("beyan-eski", "stale", "Tamlık beyanı eski", "", "province", 4, _declarations, 18),
    Check("liste-eski", "stale", "Bakanlık listesi eski", "import:kurum-listesi", "ministry", 3, _list, 24),
)  # fmt: skip
