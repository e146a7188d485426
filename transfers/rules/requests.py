"""A transfer check as it is asked: the day, the school and field asked for, and the applicant; every fault with its path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from legislation.reading import Fault, Reader, read_day, read_school_code

KINDS = ("mtal", "mesem", "other")
GRADES = range(1, 13)


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """``own_school``: the code of the applicant's school, where it is registered; else the facts that are given stand."""

    on: date | None
    school: str
    field: str | None
    own_school: str | None
    kind: str | None
    attached_to_gd: bool | None
    registration_area: str | None
    own_field: str | None
    completed_grade: int | None
    has_penalty: bool | None
    values: dict[str, Decimal | None]


def read_request(body: Any, keys: Iterable[str] | None) -> tuple[TransferRequest | None, list[Fault]]:
    """The request, or every fault in it; ``keys``: of the components that the criteria in force know;
    ``None`` where none are in force, and so no key can be judged.
    """
    if not isinstance(body, dict):
        return None, [Fault("", "İstek gövdesi bir JSON nesnesi olmalıdır.")]
    reader = Reader()
    on = read_day(reader, body.get("on"), "on")
    school = read_school_code(reader, body.get("school"), "school")
    one = reader.required_object(body.get("applicant"), "applicant")
    own = one.get("school")
    request = TransferRequest(
        on=on,
        school=school or "",
        field=reader.text(body.get("field"), "field"),
        own_school=None if own is None else read_school_code(reader, own, "applicant.school"),
        kind=reader.one_of(one.get("school_kind"), "applicant.school_kind", KINDS),
        attached_to_gd=reader.yes_no(one.get("attached_to_gd"), "applicant.attached_to_gd"),
        registration_area=reader.text(one.get("registration_area"), "applicant.registration_area"),
        own_field=reader.text(one.get("field"), "applicant.field"),
        completed_grade=_grade(reader, one.get("completed_grade")),
        has_penalty=reader.yes_no(one.get("has_penalty"), "applicant.has_penalty"),
        values=_values(reader, one.get("values"), None if keys is None else frozenset(keys)),
    )
    return (None, reader.faults) if reader.faults else (request, [])


def _grade(reader: Reader, value: Any) -> int | None:
    grade = reader.count(value, "applicant.completed_grade")
    if grade is not None and grade not in GRADES:
        reader.fault("applicant.completed_grade", "Sınıf 1 ile 12 arasında olmalıdır.")
        return None
    return grade


def _values(reader: Reader, value: Any, keys: frozenset[str] | None) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for key, given in reader.object(value, "applicant.values").items():
        path = f"applicant.values.{key}"
        if keys is not None and key not in keys:
            reader.fault(
                path,
                f"Yürürlükteki ölçütlerde böyle bir bileşen yok; olanlar: {', '.join(sorted(keys)) or 'hiçbiri'}.",
            )
        else:
            found[key] = reader.amount(given, path)
    return found
