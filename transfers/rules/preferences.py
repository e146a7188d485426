"""Whether the preferences of an application may stand together: known places, none twice, no more than the criteria allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAY, GIRLS, BOYS = "day", "girls", "boys"
PLACES_OF = {DAY: "day_places", GIRLS: "girls_places", BOYS: "boys_places"}
FOR_GENDER = {GIRLS: "girl", BOYS: "boy"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A quota by its key, and the kind of place in it."""

    quota: int
    kind: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What a quota offers: places by kind; ``is_open`` is false of one that was closed or never approved."""

    is_open: bool
    places: Mapping[str, int]


def faults_of(choices: Sequence[Choice], offered: Mapping[int, Offered], *, most: int, gender: str) -> dict[int, str]:
    """Every fault by the number of its preference, 0 where it is of all of them; empty where all may stand."""
    if not choices:
        return {0: "En az bir tercih yazılmalıdır."}
    if len(choices) > most:
        return {0: f"En çok {most} tercih yapılabilir; {len(choices)} tercih yazıldı."}
    found = {}
    for number, choice in enumerate(choices, start=1):
        if choice in choices[: number - 1]:
            found[number] = f"{number}. tercih, {choices.index(choice) + 1}. tercihin aynısı."
        elif fault := _fault_of(choice, offered.get(choice.quota), gender):
            found[number] = f"{number}. tercih: {fault}"
    return found


def _fault_of(choice: Choice, offer: Offered | None, gender: str) -> str:
    if offer is None:
        return "Bu dönemde böyle bir kontenjan yok."
    if not offer.is_open:
        return "Bu kontenjan başvuruya açık değil; kapatılmış olabilir."
    if not offer.places.get(choice.kind, 0):
        return "Bu kontenjanda bu türde yer yok."
    if FOR_GENDER.get(choice.kind, gender) != gender:
        return "Yatılı yer, öğrencinin cinsiyetine ayrılan yerlerden seçilir."
    return ""
