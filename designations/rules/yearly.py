"""The yearly follow-up of specialised schools: when a report can be handed in and is due, and the sums of all schools.

The directive sets what these schools do (okul/5/3–5/6) and names no report; its days are administrative.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from legislation.rules import Findings

from .follow_up import FIRST_MONTH, FollowUp, school_year_of

PROVISIONS = ("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6")


def days_of(school_year: int) -> tuple[date, date]:
    """The first and the last day of a school year."""
    return date(school_year, FIRST_MONTH, 1), date(school_year + 1, FIRST_MONTH - 1, 31)


def opens_on(school_year: int, *, days_before: int) -> date:
    """The first day on which the report of a school year can be handed in."""
    return days_of(school_year)[1] - timedelta(days_before)


def due_on(school_year: int, *, days_after: int) -> date:
    """The last day of a school year's report."""
    return days_of(school_year)[1] + timedelta(days_after)


def year_at_hand(on: date, *, days_before: int) -> int:
    """The school year whose report is the next to be handed in, or was the last."""
    running = school_year_of(on)
    return running if on >= opens_on(running, days_before=days_before) else running - 1


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One specialised school in a school year. ``state``: of its report, empty where none was begun; ``attended``: teachers."""

    place: str
    state: str
    handed_in: bool
    year: FollowUp
    findings: Findings
    attended: int = 0


@dataclass(slots=True)
class Sum:
    """Of one place. ``outcomes``: how many schools by provision and outcome; unknown stands beside unmet, never in it."""

    place: str
    schools: int = 0
    handed_in: int = 0
    works: int = 0
    affiliations: int = 0
    held: int = 0
    attended: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def missing(self) -> int:
        return self.schools - self.handed_in

    def add(self, one: SchoolYear) -> None:
        self.schools += 1
        self.handed_in += one.handed_in
        self.works += len(one.year.works)
        self.affiliations += len(one.year.affiliations)
        self.held += len(one.year.held)
        self.attended += one.attended
        self.outcomes.update((finding.provision, str(finding.outcome)) for finding in one.findings)


def sums_of(schools: Iterable[SchoolYear], *, whole: str) -> tuple[list[Sum], Sum]:
    """The sums of each place in the order in which the places first come, and of all of them together."""
    by_place: dict[str, Sum] = {}
    total = Sum(whole)
    for one in schools:
        by_place.setdefault(one.place, Sum(one.place)).add(one)
        total.add(one)
    return list(by_place.values()), total
