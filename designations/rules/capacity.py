"""Physical capacity, workshops and laboratories: adequate, and able to grow (okul/4/2/c, okul/5/2/c)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from legislation.rules import Answer, Outcome, all_of, as_before

from .facts import Facts, Policy
from .measures import FieldCapacity, at_least, field_capacities, growth, number

MISSING = "bilgi eksik"


@as_before
def capacity_and_growth(facts: Facts, policy: Policy) -> Answer:
    """Classroom places ≥ students; per field workshop places ≥ its need; classroom and addable places ≥ growth."""
    classrooms = at_least(facts.classroom_places, facts.students)
    fields = None if facts.fields is None else field_capacities(facts.fields, policy.workshop_places_per_student)
    workshops = Outcome.UNKNOWN if fields is None else all_of(item.outcome for item in fields)
    growth_required, growing = growth(facts, policy.growth_margin)
    outcome = all_of([classrooms, workshops, growing])
    return Answer(
        outcome,
        " ".join(
            [
                _classrooms(facts, classrooms),
                _workshops(fields, workshops),
                _growth(facts, growth_required, growing),
            ]
        ),
        measured=_measured(facts, fields),
        required={
            "classroom_places": facts.students,
            "workshop_places_per_student": policy.workshop_places_per_student,
            "places_with_growth": growth_required,
            "growth_margin": policy.growth_margin,
        },
        evidence=[
            {
                "kind": "field",
                "code": item.field.code,
                "label": item.field.name,
                "students": item.field.students,
                "workshop_places": item.field.workshop_places,
                "required": item.required,
                "outcome": str(item.outcome),
            }
            for item in fields or ()
        ],
        remedy=_remedy(outcome),
        mend=_mend(facts, fields, outcome),
    )


def _measured(facts: Facts, fields: list[FieldCapacity] | None) -> dict[str, Any]:
    return {
        "students": facts.students,
        "classroom_places": facts.classroom_places,
        "addable_places": facts.addable_places,
        "workshop_places": None if fields is None else {str(i.field.code): i.field.workshop_places for i in fields},
    }


def _classrooms(facts: Facts, outcome: Outcome) -> str:
    if outcome is Outcome.UNKNOWN:
        return "Derslikler: bilgi eksik (öğrenci sayısı veya derslik kapasitesi kayıtlı değil)."
    if facts.students == 0:
        return "Derslikler: kayıtlı öğrenci bulunmadığından yeterli."
    verb = "yeterli" if outcome is Outcome.MET else "yetersiz"
    places = number(facts.classroom_places)
    return f"Derslikler: {number(facts.students)} öğrenciye {places} yer, {verb}."


def _workshops(fields: list[FieldCapacity] | None, outcome: Outcome) -> str:
    if fields is None:
        return "Atölye ve laboratuvarlar: bilgi eksik (okulun alanları kayıtlı değil)."
    if not fields:
        return "Atölye ve laboratuvarlar: kayıtlı alan bulunmadığından karşılaştırılacak ihtiyaç yok."
    if outcome is Outcome.MET:
        return "Atölye ve laboratuvarlar: her alan için yeterli."
    short = [
        f"{i.field.name or i.field.code} ({number(i.required)} yer gerekir, {number(i.field.workshop_places)} yer var)"
        for i in fields
        if i.outcome is Outcome.UNMET
    ]
    unknown = [str(i.field.name or i.field.code) for i in fields if i.outcome is Outcome.UNKNOWN]
    sentences = [f"yetersiz olan alanlar: {', '.join(short)}"] if short else []
    sentences += [f"bilgi eksik olan alanlar: {', '.join(unknown)}"] if unknown else []
    return f"Atölye ve laboratuvarlar: {'; '.join(sentences)}."


def _growth(facts: Facts, required: Decimal | None, outcome: Outcome) -> str:
    if outcome is Outcome.UNKNOWN:
        return "Büyüme: bilgi eksik (öğrenci sayısı, derslik kapasitesi veya eklenebilir yer kayıtlı değil)."
    have = (facts.classroom_places or 0) + (facts.addable_places or 0)
    verb = "elverişli" if outcome is Outcome.MET else "elverişli değil"
    return f"Büyüme: {number(required)} yer gerekir, mevcut ve eklenebilir yer {number(have)}; {verb}."


def _mend(facts: Facts, fields: list[FieldCapacity] | None, outcome: Outcome) -> str:
    if outcome is Outcome.MET:
        return ""
    if fields is None:
        return "fields"
    return "students" if facts.students is None else "spaces"


def _remedy(outcome: Outcome) -> str:
    return {
        Outcome.UNMET: "Kurum kartında mekânları ve eklenebilir derslik kapasitesini güncelleyin; kapasite gerçekte yetersizse artırılması gerekir.",
        Outcome.UNKNOWN: "Kurum kartında öğrenci sayılarını, derslik, atölye ve laboratuvar kapasitelerini ve eklenebilir kapasiteyi girin.",
    }.get(outcome, "")
