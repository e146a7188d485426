"""Edits of what a school teaches, holds and needs: each replaces the rows of one section, or says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from schools.choices import MetBy, ProgrammeType, SchoolKind
from schools.guards import refusal_of_enrolment
from schools.models import Dormitory, Enrolment, Field, School, SchoolField, StandardsVersion
from schools.permissions import may_edit
from workflow.refusals import Invalid

from .editing import Edit, Row

FIRST_MONTH_OF_SCHOOL_YEAR = 9
GRADE_WITHOUT_FIELD = 9


@transaction.atomic
def save_fields(
    school: School,
    *,
    by: User,
    on: date,
    rows: Sequence[Row],
    expected: str | None = None,
    complete: bool | None = None,
) -> School:
    """The fields that the school teaches or will teach, each with its programme; a closed one keeps its last day."""
    edit = Edit(school, "fields", by=by, on=on, expected=expected)
    _refuse(_faults_of_fields(rows, on))
    _refuse_losing_students(edit.school, rows)
    edit.replace(rows)
    return edit.finish("Alanlar kaydedildi", complete=complete)


def _faults_of_fields(rows: Sequence[Row], on: date) -> dict[str, str]:
    faults = {}
    for position, row in enumerate(rows):
        for_mesem = row["programme"] == ProgrammeType.MESEM
        if row["field"].for_mesem != for_mesem:
            faults[f"{position}.programme"] = (
                "Bu alan yalnızca mesleki eğitim merkezi programında okutulur."
                if row["field"].for_mesem
                else "Mesleki eğitim merkezi programının kendi alanlarından birini seçin."
            )
        if row.get("is_planned") and row.get("opened_on") and row["opened_on"] <= on:
            faults[f"{position}.opened_on"] = (
                "Açılacak alanın açılış günü ileride olmalıdır; açıldıysa işareti kaldırın."
            )
    return faults


def _refuse_losing_students(school: School, rows: Sequence[Row]) -> None:
    """A field with students on record is closed, never taken away."""
    kept = {row["field"].pk for row in rows}
    lost = Enrolment.objects.filter(school=school, field__isnull=False).exclude(field__in=kept).select_related("field")
    for enrolment in lost[:1]:
        raise Invalid(f"“{enrolment.field}” alanının öğrencisi kayıtlı; satırı silmek yerine kapanış gününü yazın.")


def add_field(school: School, *, by: User, on: date, field: Field, programme: str, **values: Any) -> School:
    """Add one field; ``values``: ``is_planned``, ``opened_on``."""
    rows = _rows_of_fields(school)
    return save_fields(school, by=by, on=on, rows=[*rows, {"field": field, "programme": programme, **values}])


def close_field(taught: SchoolField, *, by: User, on: date, closed_on: date) -> School:
    """Stop teaching a field from a day on; the row stays."""
    rows = _rows_of_fields(taught.school)
    for row in rows:
        if row["id"] == taught.pk:
            row["closed_on"] = closed_on
    return save_fields(taught.school, by=by, on=on, rows=rows)


def _rows_of_fields(school: School) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "field": row.field,
            "programme": row.programme,
            "is_planned": row.is_planned,
            "opened_on": row.opened_on,
            "closed_on": row.closed_on,
        }
        for row in SchoolField.objects.filter(school=school).select_related("field")
    ]


@transaction.atomic
def save_enrolment(
    school: School,
    *,
    by: User,
    on: date,
    rows: Sequence[Row],
    expected: str | None = None,
    complete: bool | None = None,
    year: int | None = None,
) -> School:
    """Students by year, grade and field; more students at a grade are asked of the guards (okul/7/3).

    ``year``: the rows are those of this school year; other years stay as they are.
    """
    edit = Edit(school, "enrolment", by=by, on=on, expected=expected)
    _refuse(_faults_of_enrolment(edit.school, rows, on))
    edit.replace(rows, **({} if year is None else {"year": year}))
    return edit.finish("Öğrenci sayıları kaydedildi", complete=complete)


def _faults_of_enrolment(school: School, rows: Sequence[Row], on: date) -> dict[str, str]:
    there = {row.pk: row.girls + row.boys for row in Enrolment.objects.filter(school=school)}
    faults = {}
    for position, row in enumerate(rows):
        grade, students = row["grade"], row["girls"] + row["boys"]
        if grade > GRADE_WITHOUT_FIELD and not row.get("field"):
            faults[f"{position}.field"] = f"{grade}. sınıf öğrencileri alana göre girilir."
        if students > there.get(getattr(row.get("id"), "pk", row.get("id")), 0):
            sentence = refusal_of_enrolment(school, grade, on=day_in_year(row["year"], on))
            faults |= {f"{position}.grade": sentence} if sentence else {}
    return faults


def day_in_year(year: int, on: date) -> date:
    """The day itself when it lies in the school year, else the year's first day."""
    first, next_first = date(year, FIRST_MONTH_OF_SCHOOL_YEAR, 1), date(year + 1, FIRST_MONTH_OF_SCHOOL_YEAR, 1)
    return on if first <= on < next_first else first


@transaction.atomic
def save_spaces(
    school: School,
    *,
    by: User,
    on: date,
    rows: Sequence[Row],
    expected: str | None = None,
    complete: bool | None = None,
) -> School:
    """Rooms with kind, area in m², places for students, and the fields that share them (okul/5/3)."""
    edit = Edit(school, "spaces", by=by, on=on, expected=expected)
    edit.replace(rows)
    return edit.finish("Mekânlar kaydedildi", complete=complete)


@transaction.atomic
def save_dormitories(
    school: School,
    *,
    by: User,
    on: date,
    rows: Sequence[Row],
    expected: str | None = None,
    complete: bool | None = None,
) -> School:
    """The school's own dormitories; places for girls and for boys are counted apart (okul/4/2/a)."""
    edit = Edit(school, "dormitories", by=by, on=on, expected=expected)
    edit.replace([{**row, "stated_on": row.get("stated_on") or on} for row in rows])
    return edit.finish("Pansiyonlar kaydedildi", complete=complete, cites="okul/4/2/a")


@transaction.atomic
def save_links(school: School, *, by: User, on: date, rows: Sequence[Row], expected: str | None = None) -> School:
    """Which dormitories of the same education region the school's students can reach (okul/4/2/a)."""
    edit = Edit(school, "links", by=by, on=on, expected=expected)
    reachable = set(Dormitory.objects.reachable_candidates(edit.school).values_list("pk", flat=True))
    _refuse(
        {
            f"{position}.dormitory": "Yalnızca aynı eğitim bölgesindeki başka bir okulun pansiyonu seçilebilir."
            for position, row in enumerate(rows)
            if row["dormitory"].pk not in reachable
        }
    )
    edit.replace(rows)
    return edit.finish("Ulaşım bağlantıları kaydedildi", cites="okul/4/2/a")


@transaction.atomic
def save_boarding_need(
    school: School, *, by: User, on: date, rows: Sequence[Row], expected: str | None = None
) -> School:
    """How many girls and boys need a place to board, by school year (okul/4/2/a)."""
    edit = Edit(school, "boarding_need", by=by, on=on, expected=expected)
    edit.replace(rows)
    return edit.finish("Pansiyon ihtiyacı kaydedildi", cites="okul/4/2/a")


@transaction.atomic
def save_standard_values(
    school: School, *, by: User, on: date, rows: Sequence[Row], expected: str | None = None
) -> School:
    """What the school has of each standard of the Annex, or where else the need is met (okul/ek, okul/8/5, okul/8/7)."""
    edit = Edit(school, "standards", by=by, on=on, expected=expected)
    _refuse(_faults_of_values(edit.school, rows, on))
    edit.replace(rows)
    return edit.finish("Fiziki standart ölçümleri kaydedildi", cites="okul/ek")


def _faults_of_values(school: School, rows: Sequence[Row], on: date) -> dict[str, str]:
    version = StandardsVersion.objects.in_force(on)
    standards = {row.code: row for row in version.rows.all()} if version else {}
    faults = {}
    for position, row in enumerate(rows):
        standard, met_by, sponsor = standards.get(row["code"]), row.get("met_by") or "", row.get("sponsor")
        if standard and met_by == MetBy.SPONSOR and not standard.sponsor_allowed:
            faults[f"{position}.met_by"] = "Bu standart hami okulla karşılanamaz (Yönerge m. 8/5)."
        if standard and met_by == MetBy.ENTERPRISE and not standard.enterprise_allowed:
            faults[f"{position}.met_by"] = "Bu standart işletmede karşılanamaz (Yönerge m. 8/7)."
        if met_by == MetBy.SPONSOR and sponsor is None:
            faults[f"{position}.sponsor"] = "Hami okulu seçin."
        if sponsor is not None and (sponsor.pk == school.pk or sponsor.kind == SchoolKind.OTHER):
            faults[f"{position}.sponsor"] = "Hami okul, başka bir mesleki ve teknik ortaöğretim kurumudur (m. 8/5)."
    return faults


@transaction.atomic
def declare_section(school: School, section: str, *, by: User, on: date, complete: bool = True) -> School:
    """State that a section of the record is complete, so that no rows mean "none" and not "unknown"; or take it back."""
    edit = (
        Edit(school, section, by=by, on=on, may=may_edit) if section != "protocols" else _of_protocols(school, by, on)
    )
    edit.declare(complete=complete)
    return edit.school


def _of_protocols(school: School, by: User, on: date) -> Edit:
    """Protocols lie in a room above; only the statement that there is none beside them lies here."""
    edit = Edit(school, "details", by=by, on=on)
    edit.section = "protocols"
    return edit


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise Invalid("Girilenleri düzeltin.", faults)
