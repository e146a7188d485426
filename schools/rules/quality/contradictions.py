"""Entries that cannot both be true. The register's own constraints refuse the plainest ones before they are stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .checks import Check, Fault
from .missing import WORKROOMS
from .records import Record, begins

# The country's bounds in degrees, south to north and west to east.
LATITUDES, LONGITUDES = (35.5, 42.5), (25.5, 45.0)


def _students_of_no_field(record: Record, on: date, months: int) -> Iterator[Fault]:
    """Students of the newest year in a field that the school does not teach; without fields that is what is missing."""
    if not record.fields:
        return
    taught = {row.field for row in record.fields if not row.is_planned}
    for row in record.students_now():
        if row.field is not None and row.field not in taught and row.girls + row.boys:
            words = f"{row.grade}. sınıfta “{row.name}” alanının {row.girls + row.boys} öğrencisi var, okul bu alanı okutmuyor."
            yield Fault(words, f"enrolment-{row.pk}-field", str(row.pk))


def _field_without_workroom(record: Record, on: date, months: int) -> Iterator[Fault]:
    """A taught field that uses no workshop and no laboratory, where all of these say which fields use them."""
    rooms = [row for row in record.spaces if row.kind in WORKROOMS]
    if not (rooms or "spaces" in record.declared) or any(not row.fields for row in rooms):
        return
    used = frozenset[int]().union(*(row.fields for row in rooms))
    for row in record.fields:
        if not row.is_planned and row.field not in used:
            words = f"“{row.name}” alanı okutuluyor, kullandığı atölye veya laboratuvar yok."
            yield Fault(words, f"id_spaces-{len(record.spaces)}-kind", str(row.field))


def _more_boarders_than_students(record: Record, on: date, months: int) -> Iterator[Fault]:
    """More who need a place to board than students, of one and the same school year."""
    need = max(record.needs, key=lambda row: row.year, default=None)
    students = [row for row in record.enrolments if need is not None and row.year == need.year]
    if need is None or not students:
        return
    for whom, words in (("girls", "kız"), ("boys", "erkek")):
        asked, there = getattr(need, whom), sum(getattr(row, whom) for row in students)
        if asked > there:
            sentence = f"Pansiyon ihtiyacı {asked} {words}, kayıtlı {words} öğrenci {there}."
            yield Fault(sentence, f"boarding_need-{need.pk}-{whom}", whom)


def _more_boarders_than_places(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.dormitories:
        for whom, words in (("girls", "kız"), ("boys", "erkek")):
            places, occupied = getattr(row, f"{whom}_places"), getattr(row, f"{whom}_occupied")
            if occupied is not None and occupied > places:
                sentence = f"“{row.name}”: dolu {words} yatağı {occupied}, kapasite {places}."
                yield Fault(sentence, f"dormitories-{row.pk}-{whom}_occupied", f"{row.pk}-{whom}")


def _district(record: Record, on: date, months: int) -> Iterator[Fault]:
    if record.district_province is not None and record.district_province != record.province:
        yield Fault("Kurumun ilçesi kurumun ilinde değil.", "id_district")


def _position(record: Record, on: date, months: int) -> Iterator[Fault]:
    for name, value, (low, high) in (
        ("latitude", record.latitude, LATITUDES),
        ("longitude", record.longitude, LONGITUDES),
    ):
        if value is not None and not low <= value <= high:
            degrees = str(value).replace(".", ",")
            yield Fault(f"Konum Türkiye’nin dışında: {degrees} derece.", f"id_details-{name}", name)


def _closed_with_students(record: Record, on: date, months: int) -> Iterator[Fault]:
    for row in record.enrolments:
        if record.closed_on is not None and begins(row.year) >= record.closed_on and row.girls + row.boys:
            words = f"Kurum {record.closed_on:%d.%m.%Y} günü kapandı, {row.year}-{row.year + 1} öğrencisi kayıtlı."
            yield Fault(words, f"enrolment-{row.pk}-girls", str(row.pk))


CONTRADICTIONS = (
    Check(
        "alansiz-ogrenci", "contradictory", "Okutulmayan alanda öğrenci", "enrolment", "school", 8,
        _students_of_no_field, provision="okul/4/2/c",
    ),
    Check(
        "atolyesiz-alan", "contradictory", "Atölyesi olmayan alan", "spaces", "school", 6, _field_without_workroom,
        provision="okul/4/2/c",
    ),
    Check(
        "ihtiyac-ogrenciden-cok", "contradictory", "Pansiyon ihtiyacı öğrenciden çok", "boarding_need", "school", 6,
        _more_boarders_than_students, provision="okul/4/2/a",
    ),
    Check(
        "dolu-kapasiteden-cok", "contradictory", "Dolu yatak kapasiteden çok", "dormitories", "school", 8,
        _more_boarders_than_places, provision="okul/4/2/a",
    ),
    Check("ilce-ilde-degil", "contradictory", "İlçesi ilinde değil", "govern", "ministry", 5, _district),
    Check("konum-disarida", "contradictory", "Konumu Türkiye dışında", "details", "school", 4, _position),
    Check(
        "kapali-kurumda-ogrenci", "contradictory", "Kapanan kurumda öğrenci", "enrolment", "ministry", 10,
        _closed_with_students, of_closed=True,
    ),
)  # fmt: skip
