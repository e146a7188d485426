"""What a check of the register's data is, how it is configured, and how its findings make a score.

The directive asks for facts and says nothing of how good they are: checks, points, ages and owners are administrative
(docs/adr/0023), shipped with defaults and configurable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from .records import Record

HIGHEST = 100
LONGEST_AGE = 120  # months
KINDS = ("missing", "stale", "contradictory")
OWNERS = ("school", "province", "ministry")
ADJUSTABLE = frozenset({"points", "months", "owner"})


class Fault(NamedTuple):
    """One thing to mend.

    ``anchor``: the field on its form; ``key`` tells several faults of one check apart; ``section``: where it is mended, if
    that is not the check's own.
    """

    sentence: str
    anchor: str = ""
    key: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the register.

    ``section``: the form on which it is mended, ``govern`` (the ministry's own form), ``field_sectors`` (the ministry's list of
    fields) or ``import:<source>`` (a list that the ministry brings); ``points``: what it takes from a hundred, once, however many faults it finds; ``months``: the age from
    which an entry is stale, zero where age is not asked; ``provision``: the measurement that needs the entry;
    ``of_closed``: asked of schools that are closed, and of no others.
    """

    id: str
    kind: str
    title: str
    section: str
    owner: str
    points: int
    find: Callable[[Record, date, int], Iterable[Fault]]
    months: int = 0
    provision: str = ""
    of_closed: bool = False


class Item(NamedTuple):
    """A fault with the check that found it."""

    check: Check
    fault: Fault

    @property
    def section(self) -> str:
        return self.fault.section or self.check.section


def examine(record: Record, checks: Iterable[Check], *, on: date) -> list[Item]:
    """All that is to be mended in a school's entries, in the order of the checks."""
    is_closed = record.is_closed(on)
    return [
        Item(check, fault)
        for check in checks
        if check.of_closed == is_closed
        for fault in check.find(record, on, check.months)
    ]


def score_of(items: Iterable[Item]) -> int:
    """From 100 for a record without faults down to 0; a check takes its points once."""
    failed = {item.check.id: item.check.points for item in items}
    return max(0, HIGHEST - sum(failed.values()))


def configured(checks: Sequence[Check], given: Mapping[str, Any]) -> tuple[Check, ...]:
    """The checks with other points, ages or owners: ``{"<id>": {"points": 5, "months": 6, "owner": "province"}}``.

    :class:`ValueError` names the first thing that cannot be.
    """
    known = {check.id for check in checks}
    if not isinstance(given, Mapping) or (unknown := sorted(set(given) - known)):
        raise ValueError(f"no such check: {', '.join(unknown) if isinstance(given, Mapping) else given!r}")
    return tuple(_adjusted(check, given[check.id]) if check.id in given else check for check in checks)


def _adjusted(check: Check, values: Any) -> Check:
    if not isinstance(values, Mapping) or not set(values) <= ADJUSTABLE:
        raise ValueError(f"{check.id}: give any of {', '.join(sorted(ADJUSTABLE))}")
    if not _is_whole(values.get("points", check.points), 0, HIGHEST):
        raise ValueError(f"{check.id}: points are a whole number from 0 to {HIGHEST}")
    if "months" in values and (not check.months or not _is_whole(values["months"], 1, LONGEST_AGE)):
        raise ValueError(
            f"{check.id}: months are a whole number from 1 to {LONGEST_AGE}, of checks that ask for an age"
        )
    if values.get("owner", check.owner) not in OWNERS:
        raise ValueError(f"{check.id}: an owner is one of {', '.join(OWNERS)}")
    return replace(check, **values)


def _is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
