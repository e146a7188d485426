"""Which kinds of space a school lacks, and which schools may lend one, nearest first (okul/8/5): pure computing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
NOT_APPLICABLE, ENTERPRISE = "not_applicable", "enterprise"


class Standing(StrEnum):
    """``UNKNOWN``: not measured, or the Annex gives no minimum; it is never read as "no need"."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    COVERED = "covered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the Annex in force that a sponsor school may meet."""

    code: str
    name: str
    minimum: Decimal | None
    unit: str = ""
    enterprise_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What the register says of one row: how much there is, and where else the need is met."""

    value: Decimal | None = None
    met_by: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    asked: Asked
    value: Decimal | None
    standing: Standing


def standing(asked: Asked, measured: Measured | None, *, covered: bool) -> Standing:
    """``covered``: an assignment is in force. The register's own word “hami okulda” does not stand for an assignment."""
    measured = measured or Measured()
    if measured.met_by == NOT_APPLICABLE:
        return Standing.NONE
    if measured.met_by == ENTERPRISE and asked.enterprise_allowed:
        return Standing.NONE
    if measured.value is not None and asked.minimum is not None and measured.value >= asked.minimum:
        return Standing.NONE
    if covered:
        return Standing.COVERED
    return Standing.UNKNOWN if measured.value is None or asked.minimum is None else Standing.MISSING


def needs(
    rows: Iterable[Asked], measured: Mapping[str, Measured], covered: frozenset[str] = frozenset()
) -> tuple[Need, ...]:
    """What is missing, unknown or covered, in the order of the Annex; what the school has itself is left out."""
    found = []
    for asked in rows:
        own = measured.get(asked.code)
        stands = standing(asked, own, covered=asked.code in covered)
        if stands is not Standing.NONE:
            found.append(Need(asked, own.value if own else None, stands))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suited school. ``free_hours`` a week, ``None`` where nobody stated them; ``spare``: what it has above none."""

    key: int
    name: str
    place: Place | None
    free_hours: int | None
    spare: Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    candidate: Candidate
    distance_km: float | None
    reason: str


def distance_km(one: Place | None, other: Place | None) -> float | None:
    """Along the great circle; not known where either place is not."""
    if one is None or other is None:
        return None
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def rank(school: Place | None, candidates: Iterable[Candidate]) -> tuple[Ranked, ...]:
    """Nearest first, then more free hours, then more of the space, then by name; what is not known stands last.

    A school that said it has no free hour is left out.
    """
    rows = [
        (distance_km(school, one.place), one) for one in candidates if one.free_hours is None or one.free_hours > 0
    ]
    rows.sort(key=lambda row: _order(*row))
    return tuple(Ranked(one, away, _reason(away, one)) for away, one in rows)


def _order(away: float | None, one: Candidate) -> tuple[bool, float, bool, int, Decimal, str, int]:
    hours = one.free_hours
    return (away is None, away or 0.0, hours is None, -(hours or 0), -one.spare, one.name, one.key)


def _reason(away: float | None, one: Candidate) -> str:
    where = "Uzaklık: bilgi eksik (konum kayıtlı değil)" if away is None else f"{away:.1f} km uzakta".replace(".", ",")
    hours = "boş saat: bilgi eksik" if one.free_hours is None else f"haftada {one.free_hours} boş saat"
    return f"{where}; {hours}."
