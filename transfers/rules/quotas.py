"""Whether a quota may be opened as it is asked (okul/8/2, okul/8/3): each fault at its field, with the provision."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .applicants import WITH_QUOTA

GRADE = 11
PLACES = {"day_places": "gündüzlü", "girls_places": "yatılı kız", "boys_places": "yatılı erkek"}
RESERVED = {"reserved_day": "day_places", "reserved_girls": "girls_places", "reserved_boys": "boys_places"}
WHOM = {"girls_places": "kız", "boys_places": "erkek"}
WITH_RESERVES = "sector_integrated"  # of the two types with a quota the one that okul/8/3 names


@dataclass(frozen=True, slots=True)
class AskedQuota:
    """``places`` and ``reserved`` by the names of :data:`PLACES` and :data:`RESERVED`."""

    grade: int
    field: str
    places: Mapping[str, int]
    reserved: Mapping[str, int]
    branch_of: str | None = None
    has_provision: bool = False


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is known of the school on the day.

    ``beds``: of girls' and boys' boarding places, free and not given to another quota of the round, at least and at most
    (``None``: no bound is known). ``takers``: which schools' quotas take beds of the same dormitories, and how many.
    ``reserve``: places that the special provision still has to give.
    """

    designations: frozenset[str]
    taught: frozenset[str]
    beds: Mapping[str, tuple[int, int | None]]
    reserve: int | None = None
    takers: Mapping[str, Sequence[tuple[str, int]]] = dataclasses.field(default_factory=dict)


def faults_of(asked: AskedQuota, facts: SchoolFacts) -> dict[str, str]:
    """Every fault by the name of its field; empty where the quota may be opened."""
    if not facts.designations & set(WITH_QUOTA):
        said = (
            "Nakil kontenjanı yalnız bölge okulu ve sektöre entegre özellikli okullarda oluşturulur (Yönerge m. 8/2)."
        )
        return {"school": said}
    found = {}
    if asked.grade != GRADE:
        found["grade"] = "Nakil kontenjanı yalnız 11. sınıf seviyesinde oluşturulur (Yönerge m. 8/2)."
    if asked.field not in facts.taught:
        found["field"] = "Okul bu alanda eğitim vermiyor; kontenjan yalnız okulun alanlarında açılır (Yönerge m. 8/2)."
    if asked.branch_of is not None and asked.branch_of != asked.field:
        found["branch"] = "Bu dal, seçilen alanın dalı değil."
    if not sum(asked.places.values()):
        found["day_places"] = "En az bir yer açılmalıdır."
    return found | _beds(asked, facts) | _reserves(asked, facts)


def _beds(asked: AskedQuota, facts: SchoolFacts) -> dict[str, str]:
    found = {}
    for name, whom in WHOM.items():
        wanted, (low, high) = asked.places[name], facts.beds[name]
        if high is not None and wanted > high:
            said = f"Pansiyonda kontenjan açılabilecek en çok {high} boş {whom} yeri var."
            found[name] = said + _taken(facts.takers.get(name, ()))
        elif wanted > low:
            found[name] = (
                f"Bilgi eksik: pansiyonda kesin olan boş {whom} yeri {low}. Kurum kartında pansiyonun doluluğunu girin."
            )
    return found


def _taken(takers: Sequence[tuple[str, int]]) -> str:
    told = ", ".join(f"{name} {beds}" for name, beds in takers)
    return f" Aynı pansiyonlardan yer alan kontenjanlar: {told}." if told else ""


def faults_of_change(before: Mapping[str, int], after: Mapping[str, int], placed: Mapping[str, int]) -> dict[str, str]:
    """Why an approved quota may not get these places: nothing changes, or students who are placed would lose theirs.

    ``placed``: students by the names of the places; who is placed nowhere needs not stand there.
    """
    if all(before[name] == after[name] for name in before):
        return {"day_places": "Yerler onaylanan yerlerle aynı; değişen yeri yazın."}
    return {
        name: f"Bu kontenjanın {label} yerlerine {placed[name]} öğrenci yerleşti; yer sayısı {after[name]} olamaz."
        for name, label in PLACES.items()
        if after[name] < placed.get(name, 0)
    }


def _reserves(asked: AskedQuota, facts: SchoolFacts) -> dict[str, str]:
    total = sum(asked.reserved.values())
    if not total:
        return {"provision": "Ayrılan yer yazılmadı."} if asked.has_provision else {}
    if WITH_RESERVES not in facts.designations:
        said = "Protokolün özel hükmüyle yalnız sektöre entegre okulun kontenjanında yer ayrılır (Yönerge m. 8/3)."
        return {"provision": said}
    if facts.reserve is None:
        said = "Yer, protokolün yürürlükteki bir özel hükmüyle ayrılır; hükmü seçin (Yönerge m. 8/3)."
        return {"provision": said}
    found = {
        name: f"Ayrılan yer, {PLACES[of]} yerlerden çok olamaz."
        for name, of in RESERVED.items()
        if asked.reserved[name] > asked.places[of]
    }
    if total > facts.reserve:
        found["provision"] = f"Özel hükme göre ayrılabilecek {facts.reserve} yer kaldı (Yönerge m. 8/3)."
    return found
