"""The measurements that several articles share: places against need, three-valued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from legislation.rules import Outcome, all_of, any_of, truth

from .facts import DormitoryFacts, Facts, FieldFacts

SITE_ZONES = frozenset({"organised_industrial_zone", "technology_development_zone", "industrial_zone", "rd_centre"})
SITE_HOSTS = frozenset({"building", "factory", "facility"})

TURKISH_MARKS = str.maketrans(",.", ".,")
MARK = {Outcome.MET: "yeterli", Outcome.UNMET: "yetersiz", Outcome.UNKNOWN: "bilgi eksik"}


def at_least(have: Decimal | int | None, need: Decimal | int | None) -> Outcome:
    """Whether a count that cannot be negative reaches another; a need of nothing is met whatever there is."""
    if need is not None and need <= 0:
        return Outcome.MET
    if have is None or need is None:
        return Outcome.UNKNOWN
    return truth(have >= need)


@dataclass(frozen=True, slots=True)
class Range:
    """A number known only to lie between ``low`` and ``high``; ``high`` ``None``: no bound is known."""

    low: int
    high: int | None

    def reaches(self, need: int | None) -> Outcome:
        if need is not None and self.low >= need:
            return Outcome.MET
        if need is None or self.high is None:
            return Outcome.UNKNOWN
        return Outcome.UNMET if self.high < need else Outcome.UNKNOWN


def counts_for(dormitory: DormitoryFacts) -> Outcome:
    """Whether a dormitory counts: the school's own, or one of the same education region with transport (okul/4/2/a)."""
    return _counts(dormitory.own, dormitory.same_education_region, dormitory.transport)


@cache  # of twenty-seven questions
def _counts(own: bool | None, same_education_region: bool | None, transport: bool | None) -> Outcome:
    reachable = all_of([truth(same_education_region), truth(transport)])
    return any_of([truth(own), reachable])


def free_places(dormitories: tuple[DormitoryFacts, ...] | None, whom: str) -> Range:
    """The places free for girls or boys, as far as they are known."""
    if dormitories is None:
        return Range(0, None)
    low, high = 0, 0
    bounded = True
    for dormitory in dormitories:
        counted = counts_for(dormitory)
        if counted is Outcome.UNMET or dormitory.for_whom not in {whom, None}:
            continue
        if dormitory.places is None:
            bounded = False
            continue
        certain = counted is Outcome.MET and dormitory.for_whom == whom and dormitory.occupied is not None
        low += dormitory.places - dormitory.occupied if certain and dormitory.occupied is not None else 0
        high += dormitory.places - (dormitory.occupied or 0)
    return Range(low, high if bounded else None)


@dataclass(frozen=True, slots=True)
class FieldCapacity:
    """One field's workshop and laboratory places against what its students need."""

    field: FieldFacts
    required: Decimal | None
    outcome: Outcome


def field_capacities(fields: Iterable[FieldFacts], places_per_student: Decimal) -> list[FieldCapacity]:
    """Each field's need is its students × ``places_per_student``."""
    found = []
    for field in fields:
        required = None if field.students is None else field.students * places_per_student
        if places_per_student == 0:
            required = Decimal(0)
        found.append(FieldCapacity(field, required, at_least(field.workshop_places, required)))
    return found


def growth(facts: Facts, growth_margin: Decimal) -> tuple[Decimal | None, Outcome]:
    """The places that growth asks for, and whether what there is and can be added reaches them."""
    required = None if facts.students is None else facts.students * (1 + growth_margin)
    if required is None:
        return None, Outcome.UNKNOWN
    known = (facts.classroom_places or 0) + (facts.addable_places or 0)
    if known >= required:
        return required, Outcome.MET
    if facts.classroom_places is None or facts.addable_places is None:
        return required, Outcome.UNKNOWN
    return required, Outcome.UNMET


def number(value: Decimal | int | None) -> str:
    """A figure as people read it: "1.250", "12,5"; unknown as "?"."""
    if value is None:
        return "?"
    text = f"{value:,.2f}" if value != int(value) else f"{int(value):,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(TURKISH_MARKS)
