"""What a school's standing means for the General Directorate: an opportunity, one criterion short, lost, unknown; and why it changed.

The directive knows no such list; sorting the country by it is administrative (docs/adr/0019). Pure Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from legislation.rules import Outcome, Verdict

SCOPE = "okul/1/2"
# In-sector and sector-integrated exclude each other: who holds the one is no opportunity for the other.
EXCLUDES = {"in_sector": "sector_integrated", "sector_integrated": "in_sector"}


class Kind(StrEnum):
    """How a school stands to one designation, its designations of the day considered."""

    OPEN = "open"
    NEAR = "near"
    LOST = "lost"
    UNKNOWN = "unknown"
    HELD = "held"
    BARRED = "barred"
    FAR = "far"


class Cause(StrEnum):
    """What changed a standing between two checks."""

    POLICY = "policy"
    CLUSTERS = "clusters"
    STANDARDS = "standards"
    STATISTICS = "statistics"
    LAW = "law"
    REGISTER = "register"
    DAYS = "days"


def kind_of(
    verdict: str, lacking: Collection[str], unclear: Collection[str], *, is_held: bool = False, is_barred: bool = False
) -> Kind:
    """``lacking`` and ``unclear``: the provisions found unmet and unknown.

    One criterion short is a school of which all else is known and met. A school that the directive does not cover at all
    (okul/1/2) is none: no record that is mended brings it nearer.
    """
    is_near = len(lacking) == 1 and not unclear and SCOPE not in lacking
    return kind_by(verdict, is_near=is_near, is_held=is_held, is_barred=is_barred)


def kind_by(verdict: str, *, is_near: bool, is_held: bool = False, is_barred: bool = False) -> Kind:
    """The same by what a stored standing says; ``is_near``: one criterion is short, and all else is known and met."""
    if is_held:
        return {Verdict.NOT_ELIGIBLE: Kind.LOST, Verdict.UNDETERMINED: Kind.UNKNOWN}.get(Verdict(verdict), Kind.HELD)
    if is_barred:
        return Kind.BARRED
    if verdict == Verdict.ELIGIBLE:
        return Kind.OPEN
    if verdict == Verdict.UNDETERMINED:
        return Kind.UNKNOWN
    return Kind.NEAR if is_near else Kind.FAR


Counts = Iterable[tuple[str, str, bool, int]]  # type, verdict, whether one criterion is short, how many


def kinds_of(every: Counts, held: Counts, barred: Counts) -> list[tuple[str, str, str, int]]:
    """``(type, verdict, kind, n)`` of the parts of ``StandingQuerySet.grouped``: all standings, and of these those of which the
    school holds the designation, and those of which it holds the one that excludes it. No school can hold both.
    """
    free, had, shut = (
        Counter({(type, verdict, near): n for type, verdict, near, n in part}) for part in (every, held, barred)
    )
    free.subtract(had)
    free.subtract(shut)
    found: Counter[tuple[str, str, str]] = Counter()
    for part, is_held, is_barred in ((free, False, False), (had, True, False), (shut, False, True)):
        for (type, verdict, near), n in part.items():
            found[type, verdict, kind_by(verdict, is_near=near, is_held=is_held, is_barred=is_barred).value] += n
    return [(*columns, n) for columns, n in found.items() if n]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check rested on beside the register; each by the key of its version, ``statistics`` and ``law`` by what they hold."""

    policy: int | None = None
    clusters: int | None = None
    standards: int | None = None
    statistics: str = ""
    law: str = ""


# Of each provision, which parts of the ground its finding rests on.
RESTS_ON: Mapping[str, Mapping[str, Cause]] = {
    "okul/4/2/b": {"policy": Cause.POLICY, "statistics": Cause.STATISTICS},
    "okul/5/2/b": {"policy": Cause.POLICY, "statistics": Cause.STATISTICS},
    "okul/4/2/c": {"policy": Cause.POLICY},
    "okul/5/2/c": {"policy": Cause.POLICY},
    "okul/5/2/a": {"policy": Cause.POLICY, "clusters": Cause.CLUSTERS},
    "okul/6/2/c": {"standards": Cause.STANDARDS},
    "okul/7/2/c": {"standards": Cause.STANDARDS},
}
# What a finding says of protocols changes with the days alone, without anybody's record.
OF_DAYS = frozenset({"in_force", "in_force_on"})
STARRED = frozenset({"okul/4/2/b", "okul/5/2/b"})
Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One finding that came out otherwise than at the check before."""

    provision: str
    before: str
    after: str
    reason: str
    causes: tuple[Cause, ...]


def turns(before: Sequence[Shape], after: Sequence[Shape], was: Ground, now: Ground) -> list[Turn]:
    """The findings whose outcome changed, in the order of the law, each with what may have changed it.

    A cause is named where it did change between the checks; where neither figures nor records did, the days passed.
    """
    old = {finding["provision"]: finding for finding in before}
    found = []
    for finding in after:
        known = old.get(finding["provision"])
        outcome = known["outcome"] if known else Outcome.UNKNOWN
        if outcome != finding["outcome"]:
            causes = tuple(_causes(known or {}, finding, was, now))
            found.append(Turn(finding["provision"], str(outcome), str(finding["outcome"]), finding["reason"], causes))
    return found


def _causes(before: Shape, after: Shape, was: Ground, now: Ground) -> list[Cause]:
    provision = after["provision"]
    causes = [cause for part, cause in RESTS_ON.get(provision, {}).items() if getattr(was, part) != getattr(now, part)]
    if was.law != now.law and before.get("version") != after.get("version"):
        return [Cause.LAW, *causes]
    if _recorded(before, provision) != _recorded(after, provision):
        causes.append(Cause.REGISTER)
    return causes or [Cause.DAYS]


def _recorded(finding: Shape, provision: str) -> Any:
    """What the register says behind a finding: its measures, of the stars only which fields they are of.

    What is required is the register's too where no figures of the General Directorate are in it: a need of places, say.
    """
    measured = finding.get("measured") or {}
    if provision in STARRED:
        return sorted(measured.get("stars") or {})
    required = {} if provision in RESTS_ON else finding.get("required") or {}
    # Standards are measured against the rows in force; which rows those are is not the school's doing.
    return {
        key: value for key, value in (*measured.items(), *required.items()) if value is not None and key not in OF_DAYS
    }
