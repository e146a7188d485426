"""The draw of a control campaign: which designated schools are controlled, so that anybody can draw the same ones again.

The directive speaks of no control of designated schools; share, strata, rounding and draw are administrative (docs/adr/0024).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

HALF, WHOLE = 50, 100


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A designation that may be drawn. ``code``: of the institution; ``recent``: its school was drawn in one of the last years."""

    type: str
    province: int
    code: str
    recent: bool = False

    @property
    def stratum(self) -> tuple[str, int]:
        return self.type, self.province


@dataclass(frozen=True, slots=True)
class Stratum:
    """Designations of one type in one province: how many there are, how many of them were drawn lately, how many are wanted."""

    type: str
    province: int
    size: int
    recent: int
    wanted: int

    @property
    def again(self) -> int:
        """How many are drawn though they were drawn lately, since the others are too few."""
        return max(0, self.wanted - (self.size - self.recent))


def ticket(seed: str, code: str) -> str:
    """The lot of a school: SHA-256 (hex) of ``seed:code``, as in the lottery of transfers; the lower comes first."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def wanted_of(size: int, percent: int) -> int:
    """How many of ``size`` are ``percent`` of them: halves are rounded up, and wherever there are any at least one."""
    return max(1, (size * percent + HALF) // WHOLE) if size else 0


def strata_of(units: Iterable[Unit], percent: int) -> list[Stratum]:
    """The strata in the order of type and province, each with how many are to be drawn of it."""
    groups = _grouped(units)
    return [
        Stratum(type, province, len(group), sum(unit.recent for unit in group), wanted_of(len(group), percent))
        for (type, province), group in sorted(groups.items())
    ]


def sample(units: Iterable[Unit], percent: int, seed: str) -> list[Unit]:
    """Those that are drawn, by stratum and lot. Schools drawn lately come after all others of their stratum.

    Rests on the units and the seed alone: the order in which the units come changes nothing.
    """
    drawn: list[Unit] = []
    for _, group in sorted(_grouped(units).items()):
        lots = sorted(group, key=lambda unit: (unit.recent, ticket(seed, unit.code), unit.code))
        drawn += lots[: wanted_of(len(group), percent)]
    return drawn


def digest_of(units: Iterable[Unit]) -> str:
    """SHA-256 (hex) of those among whom is drawn: a line each of type, province, code, and 1 where drawn lately, sorted."""
    lines = [f"{unit.type};{unit.province};{unit.code};{int(unit.recent)}" for unit in sorted(units)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _grouped(units: Iterable[Unit]) -> dict[tuple[str, int], list[Unit]]:
    groups: dict[tuple[str, int], list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.stratum].append(unit)
    return groups
