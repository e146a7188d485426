"""The table of practice places: every row a proposal (okul/8/7); approvals are brought with their papers, on the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from documents.workbooks.columns import Column
from protocols.acts import propose_place
from protocols.choices.places import OPEN_PLACES
from protocols.models import PracticePlace
from protocols.usability import Partners
from schools.imports.filled.tables import Values
from schools.models import Field

from .bringing import Brought

YES_OR_NO = (("1", "Evet"), ("0", "Hayır"))


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", "Uygulama yerinin adı", "text", True, "Kaynak atölyesi, 2 no.lu üretim hattı gibi.", width=36),
        Column("address", "Adresi", "text", True, "Açık adres.", width=40),
        Column("capacity", "Kapasite (öğrenci)", "count", True, "Aynı anda en çok kaç öğrenci?", width=12),
        Column("fields", "Alanlar", "fields", True, "Alan kodları, noktalı virgülle: 04; 11", width=32),
        Column("teacher_name", "Sorumlu öğretmen", "text", False, "Sonradan da yazılabilir.", width=28),
        Column("teacher_title", "Unvanı", "text", False, "Öğretmen yazıldıysa unvanı da yazılır.", width=28),
        Column("master_needed", "Usta öğretici gerekli", "yes", False, "Evet veya Hayır.", YES_OR_NO, width=12),
    )


def _name(values: Values) -> str:
    return " ".join(str(values["name"]).split())


def _find(partners: Partners, values: Values) -> bool:
    """The same place with the same capacity and fields; another one of that name is refused by the act."""
    found = PracticePlace.objects.filter(
        school=partners.school, stakeholder=partners.stakeholder, name=_name(values), status__in=OPEN_PLACES
    ).first()
    if found is None or found.capacity != values["capacity"]:
        return False
    return set(found.fields.values_list("code", flat=True)) == set(values["fields"])


def _make(partners: Partners, values: Values, by: User, on: date) -> Any:
    return propose_place(
        partners,
        by=by,
        on=on,
        name=_name(values),
        address=str(values["address"]),
        capacity=values["capacity"],
        fields=list(Field.objects.filter(code__in=values["fields"])),
        teacher_name=str(values.get("teacher_name") or ""),
        teacher_title=str(values.get("teacher_title") or ""),
        master_needed=bool(values.get("master_needed")),
    )


PLACES = Brought(
    "uygulama-yerleri",
    "Uygulama yerleri",
    "İşletmelerde belirlenen uygulama yerleri (Yönerge m. 8/7). Her satır öneri olarak yazılır; güvenlik onayı sayfasında eklenir.",
    "okul/8/7",
    PracticePlace,
    _columns,
    _find,
    _make,
    lambda values: f"{_name(values)}, {values['capacity']} öğrenci",
    {"name": 160, "address": 300, "teacher_name": 120, "teacher_title": 120},
)
