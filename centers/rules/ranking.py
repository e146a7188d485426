"""The ranked list of a post: weighted points of the members, exact, whoever the law prefers first (smm/6/2, 7/2, 10/3).

The points of the members count alike, and totals have two decimals by which people are ranked: administrative procedure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

HUNDRED = 100
HALF = Fraction(1, 2)


class Group(IntEnum):
    """In which order the law takes people: the smaller comes first."""

    OWN_FIELD = 0  # of the field that the General Directorate set for the post (smm/4/5), or where it set none
    RELATED_FIELD = 1  # of another field of the centre
    WORKSHOP = 2  # by the second paragraph, workshop and laboratory teachers first (smm/6/2, smm/7/2)
    OTHER = 3  # by the second paragraph, teachers of other fields


WHY = {
    Group.OWN_FIELD: "Bütün şartları taşıyor.",
    Group.RELATED_FIELD: "Bütün şartları taşıyor; kadro için belirlenen alandan olanlardan sonra gelir (SMM Yönergesi m. 4/5).",
    Group.WORKSHOP: "Alan şartını taşıyan aday bulunmadığından atölye ve laboratuvar öğretmeni olarak öncelikle ({paragraph}).",
    Group.OTHER: "Alan şartını taşıyan aday bulunmadığından diğer alan öğretmeni olarak ({paragraph}).",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion: of so many points at most, which count with ``weight`` of a hundred."""

    key: int
    weight: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate with the members' points by criterion."""

    key: int
    group: Group
    points: Mapping[int, Sequence[Decimal]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """``rank`` is shared by equals, of whom ``equals`` names the others; ``total`` is out of a hundred."""

    key: int
    group: Group
    rank: int
    total: Decimal
    equals: tuple[int, ...] = ()


def rounded(value: Fraction) -> Decimal:
    """To two decimals, half up; of what is not negative, in whole numbers throughout."""
    return Decimal(math.floor(value * HUNDRED + HALF)).scaleb(-2)


def total_of(one: Scored, measures: Sequence[Measure]) -> Decimal:
    """The mean of the members' points on each criterion, weighed; the sum is rounded once, at the end."""
    total = Fraction(0)
    for measure in measures:
        given = one.points[measure.key]
        mean = sum((Fraction(points) for points in given), Fraction(0)) / len(given)
        total += mean * measure.weight / measure.maximum
    return rounded(total)


def ranked(candidates: Sequence[Scored], measures: Sequence[Measure]) -> list[Ranked]:
    """In the order of the law's groups, then of the totals. Equals share a rank, and the next rank is left out for each."""
    totals = {one.key: total_of(one, measures) for one in candidates}
    places = {one.key: (one.group, -totals[one.key]) for one in candidates}
    order = sorted(candidates, key=lambda one: (*places[one.key], one.key))
    return [
        Ranked(
            one.key,
            one.group,
            1 + sum(place < places[one.key] for place in places.values()),
            totals[one.key],
            tuple(other.key for other in order if other.key != one.key and places[other.key] == places[one.key]),
        )
        for one in order
    ]


def reason_of(one: Ranked, *, paragraph: str) -> str:
    """Why somebody has this rank, in a sentence or two; ``paragraph``: the second paragraph, as people read it."""
    said = f"{WHY[one.group].format(paragraph=paragraph)} Puanı {str(one.total).replace('.', ',')}."
    if not one.equals:
        return said
    others = ", ".join(f"{key}" for key in one.equals)
    return f"{said} Puanı {others} no.lu başvuruyla eşittir; aralarında sıra yoktur (idari usul)."
