"""Boarding places against the need, for girls and boys apart (okul/4/2/a)."""

from __future__ import annotations

from typing import Any

from legislation.rules import Answer, Outcome, all_of

from .facts import DormitoryFacts, Facts
from .measures import Range, counts_for, free_places, number

WHO = {"girls": "kız", "boys": "erkek"}
REMEDY = {
    Outcome.UNMET: "Pansiyon kapasitesini artırın, aynı eğitim bölgesinde ulaşımı olan bir pansiyon ekleyin veya ihtiyacı güncelleyin.",
    Outcome.UNKNOWN: "Kurum kartında pansiyon ihtiyacını, pansiyonların kapasite ve doluluğunu ve ulaşım bağlantısını girin.",
}


def adequate_boarding(facts: Facts) -> Answer:
    """Free places for girls and for boys each cover the need."""
    needs = {"girls": facts.boarding_need.girls, "boys": facts.boarding_need.boys}
    free = {whom: free_places(facts.dormitories, whom) for whom in WHO}
    outcomes = {whom: free[whom].reaches(needs[whom]) for whom in WHO}
    outcome = all_of(outcomes.values())
    return Answer(
        outcome,
        " ".join(_sentence(whom, needs[whom], free[whom], outcomes[whom], facts.dormitories) for whom in WHO),
        measured={f"free_{whom}": {"at_least": free[whom].low, "at_most": free[whom].high} for whom in WHO},
        required={whom: needs[whom] for whom in WHO},
        evidence=[_evidence(dormitory) for dormitory in facts.dormitories or ()],
        remedy=REMEDY.get(outcome, ""),
        mend="boarding_need" if None in needs.values() else "dormitories",
    )


def _sentence(
    whom: str, need: int | None, free: Range, outcome: Outcome, dormitories: tuple[DormitoryFacts, ...] | None
) -> str:
    name = WHO[whom].capitalize()
    if need is None:
        return f"{name} öğrenciler için bilgi eksik: pansiyon ihtiyacı kayıtlı değil."
    if outcome is Outcome.UNKNOWN and dormitories is None:
        return f"{name} öğrenciler için bilgi eksik: {number(need)} yer gerekir, pansiyonlar kayıtlı değil."
    if outcome is Outcome.UNKNOWN:
        return (
            f"{name} öğrenciler için bilgi eksik: {number(need)} yer gerekir, kesin olan boş yer {number(free.low)}; "
            "kimi pansiyonların kapasitesi, doluluğu veya ulaşımı bilinmiyor."
        )
    if need == 0:
        return f"{name} öğrenci için pansiyon ihtiyacı yok."
    verb = "karşılıyor" if outcome is Outcome.MET else "karşılamıyor"
    places, bound = (free.low, "en az ") if outcome is Outcome.MET else (free.high, "en çok ")
    if free.low == free.high:
        bound = ""
    return f"{name} öğrenciler: {bound}{number(places)} boş yer, {number(need)} kişilik ihtiyacı {verb}."


def _evidence(dormitory: DormitoryFacts) -> dict[str, Any]:
    return {
        "kind": "dormitory",
        "label": dormitory.label,
        "for": dormitory.for_whom,
        "own": dormitory.own,
        "same_education_region": dormitory.same_education_region,
        "transport": dormitory.transport,
        "places": dormitory.places,
        "occupied": dormitory.occupied,
        "counts": str(counts_for(dormitory)),
    }
