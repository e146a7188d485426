"""The score of an application and what decides between equal ones, from the criteria in force: exact decimals, no floats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

HUNDRED = Decimal(100)
EXACT = Context(prec=60)  # far above what any sum of components needs


@dataclass(frozen=True, slots=True)
class Component:
    """One figure of the score: from 0 to ``maximum``; ``tie_rank`` from 1, ``None`` where it settles no tie."""

    key: str
    label: str
    maximum: Decimal
    weight: Decimal
    tie_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a version of the criteria asks."""

    components: tuple[Component, ...]
    decimals: int = 2
    most_preferences: int = 5
    same_field: bool = True
    clean_discipline: bool = True

    @property
    def ties(self) -> tuple[Component, ...]:
        """What decides between equal scores, in turn; the lottery comes after all of them."""
        ranked = [one for one in self.components if one.tie_rank is not None]
        return tuple(sorted(ranked, key=lambda one: one.tie_rank or 0))


def faults_of(components: Sequence[Component]) -> list[str]:
    """Why these components make no criteria: sentences for people; empty where they do."""
    found = []
    if not components:
        found.append("En az bir puan bileşeni olmalıdır.")
    elif not sum(one.weight for one in components):
        found.append("Bileşenlerin ağırlıkları toplamı sıfır olamaz.")
    ranks = sorted(one.tie_rank for one in components if one.tie_rank is not None)
    if ranks != list(range(1, len(ranks) + 1)):
        found.append("Eşitlik sırası 1’den başlayarak atlamadan ve yinelemeden verilmelidir.")
    return found


def missing(criteria: Criteria, values: Mapping[str, Decimal | None]) -> list[Component]:
    """The components whose value is not known."""
    return [one for one in criteria.components if values.get(one.key) is None]


def score(criteria: Criteria, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """From 0 to 100: each value as a share of its maximum, by weight, rounded half up; ``None`` while a value is missing."""
    if missing(criteria, values):
        return None
    weights = sum((one.weight for one in criteria.components), Decimal(0))
    total = Decimal(0)
    for one in criteria.components:
        share = EXACT.divide(values[one.key] or Decimal(0), one.maximum)
        total = EXACT.add(total, EXACT.multiply(share, one.weight))
    whole = EXACT.divide(EXACT.multiply(total, HUNDRED), weights)
    return whole.quantize(Decimal(1).scaleb(-criteria.decimals), rounding=ROUND_HALF_UP)


def tie_values(criteria: Criteria, values: Mapping[str, Decimal | None]) -> tuple[Decimal, ...]:
    """The values that decide between equal scores, in turn; asked only where none is missing."""
    return tuple(values[one.key] or Decimal(0) for one in criteria.ties)
