"""The list of a school's practice places and trainers as they stand on a day (okul/8/7, okul/8/8): a paper that attests it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision
from protocols.choices.places import OPEN_PLACES, PlaceStatus
from protocols.models import PracticePlace, Trainer
from protocols.rules.places import SAYS, bars
from protocols.usability import facts_of
from schools.models import School

LIST = "protocols/papers/practice.html"
TITLE = "Uygulama Yerleri ve Eğitici Listesi"
PLACE_COLUMNS = ["Uygulama yeri ve kuruluş", "Alanlar", "Kapasite", "Sorumlu öğretmen", "Güvenlik onayı", "Durumu"]
TRAINER_COLUMNS = ["Adı soyadı", "Kuruluş", "Yeterliği", "Alan ve ders", "Görev süresi"]


def issue_practice_list(school: School, *, on: date) -> Paper:
    """One paper for each day and content: asked for again it is the same, unless something changed meanwhile.

    Whoever holds its code learns that it is genuine; the people whom it names are shown to who may see the school.
    """
    tables = [
        {"title": "Uygulama yerleri", "columns": PLACE_COLUMNS, "rows": _places(school, on)},
        {"title": "Eğiticiler", "columns": TRAINER_COLUMNS, "rows": _trainers(school, on)},
    ]
    content: dict[str, Any] = {
        "subject": f"{TITLE} ({on:%d.%m.%Y})",
        "school": {
            "code": school.code or "",
            "name": school.name,
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        },
        "acted_on": on.isoformat(),
        "references": [
            f"Yönerge’nin ilgili hükümleri: {provision('okul/8/7').citation}, {provision('okul/8/8').citation}."
        ],
        "paragraphs": [_opening(school, on)],
        "tables": [table for table in tables if table["rows"]],
        "closing": [f"{table['title']}: kayıt yoktur." for table in tables if not table["rows"]],
    }
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return issue(
        "practice_list",
        school,
        event=f"practice_list:{on}:{digest[:16]}",
        title=TITLE,
        template=LIST,
        content=content,
        school=school,
        dated_on=on,
    )


def _opening(school: School, on: date) -> str:
    where = f"{school.province.name} ili" + (f" {school.district.name} ilçesi" if school.district else "")
    return (
        f"{where} {school.code or ''} kurum kodlu {school.name} için {on:%d.%m.%Y} günü kayıtlı olan, işletmelerde "
        "belirlenmiş uygulama yerleri ile eğitici desteği alınan işletme çalışanları aşağıdadır."
    )


def _places(school: School, on: date) -> list[list[str]]:
    rows = PracticePlace.objects.filter(school=school, status__in=OPEN_PLACES).exclude(status=PlaceStatus.PROPOSED)
    listed = list(rows.select_related("stakeholder", "approval", "master_trainer").prefetch_related("fields"))
    facts = facts_of(listed)
    return [_place(place, [SAYS[bar] for bar in bars(facts[place.pk], on)]) for place in listed]


def _place(place: PracticePlace, barred: list[str]) -> list[str]:
    master = f"; usta öğretici: {place.master_trainer.name}" if place.master_trainer else ""
    approval = place.approval
    return [
        f"{place.name}: {place.stakeholder.name}, {place.address}",
        ", ".join(field.name for field in place.fields.all()),
        str(place.capacity),
        f"{place.teacher_name}, {place.teacher_title}{master}" if place.teacher_name else f"belirlenmedi{master}",
        f"{approval.given_by}, {approval.given_on:%d.%m.%Y}–{approval.valid_until:%d.%m.%Y}" if approval else "yok",
        f"Kullanılamaz: {barred[0]}" if barred else "Kullanılabilir",
    ]


def _trainers(school: School, on: date) -> list[list[str]]:
    rows = Trainer.objects.filter(school=school).supporting(on).select_related("stakeholder", "qualification", "field")
    return [
        [
            trainer.name,
            trainer.stakeholder.name,
            f"{trainer.qualification}{f' ({trainer.document_number})' if trainer.document_number else ''}",
            f"{trainer.field}: {trainer.course}",
            f"{trainer.starts_on:%d.%m.%Y}–{trainer.ends_on:%d.%m.%Y}",
        ]
        for trainer in rows
    ]
