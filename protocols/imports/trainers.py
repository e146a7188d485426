"""The table of trainers: every row is brought to be engaged (okul/8/8). It asks for nobody's T.C. kimlik no: files are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from documents.workbooks.columns import Column
from protocols.acts import bring_trainer
from protocols.choices.trainers import TrainerStatus
from protocols.models import Qualification, Trainer
from protocols.usability import Partners
from schools.imports.filled.tables import Values
from schools.models import Field
from schools.turkish import name_key

from .bringing import Brought


def _columns() -> tuple[Column, ...]:
    offered = tuple((str(one.pk), one.name) for one in Qualification.objects.open())
    return (
        Column("name", "Adı soyadı", "text", True, "Eğiticinin adı ve soyadı.", width=28),
        Column("qualification", "Yeterliği", "choice", True, "Listeden seçin.", offered, width=32),
        Column("document_number", "Belge no", "text", False, "Biliniyorsa.", width=16),
        Column("field", "Alan", "choice", True, "Alan kodu.", width=36),
        Column("course", "Ders", "text", True, "Alan veya dal dersi.", width=32),
        Column("starts_on", "İlk günü", "day", True, "15.09.2026 gibi.", width=14),
        Column("ends_on", "Son günü", "day", True, "Protokolün süresi içinde.", width=14),
    )


def _find(partners: Partners, values: Values) -> bool:
    """The same person for the same course in the same term."""
    rows = Trainer.objects.filter(school=partners.school, stakeholder=partners.stakeholder)
    return (
        rows.filter(
            name_key=name_key(str(values["name"])),
            course_key=name_key(str(values["course"])),
            field__code=values["field"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
        )
        .exclude(status=TrainerStatus.DROPPED)
        .exists()
    )


def _make(partners: Partners, values: Values, by: User, on: date) -> Any:
    return bring_trainer(
        partners,
        by=by,
        on=on,
        name=str(values["name"]),
        qualification=Qualification.objects.get(pk=int(values["qualification"])),
        document_number=str(values.get("document_number") or ""),
        field=Field.objects.get(code=values["field"]),
        course=str(values["course"]),
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
    )


TRAINERS = Brought(
    "egiticiler",
    "Eğiticiler",
    "İş birliği yapılan işletmelerin çalışanlarından eğiticiler (Yönerge m. 8/8). Her satır bildirim olarak yazılır; belgesi sayfasında eklenir.",
    "okul/8/8",
    Trainer,
    _columns,
    _find,
    _make,
    lambda values: (
        f"{values['name']}, {values['course']}, {values['starts_on']:%d.%m.%Y}–{values['ends_on']:%d.%m.%Y}"
    ),
    {"name": 120, "document_number": 60, "course": 160},
)
