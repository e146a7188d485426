"""The contents of a protocol on a day: its base and the amendments that hold by then, clause by clause.

An amendment (ek protokol) says what it changes, and beside each change what its drafter saw in that place. Two drafted at
the same time merge where they touch different places; where they touch the same one, the conflict is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

_PART = re.compile(r"[0-9]+|[^0-9./\-]+")


class Kind(StrEnum):
    """What a change does; ``subject`` of the change is a clause's number, or the key of a party, school or field."""

    CLAUSE_ADDED = "clause_added"
    CLAUSE_CHANGED = "clause_changed"
    CLAUSE_REMOVED = "clause_removed"
    TERM = "term"
    PARTY_ADDED = "party_added"
    PARTY_REMOVED = "party_removed"
    SCHOOL_ADDED = "school_added"
    SCHOOL_REMOVED = "school_removed"
    FIELD_ADDED = "field_added"
    FIELD_REMOVED = "field_removed"


OF_CLAUSES = frozenset({Kind.CLAUSE_ADDED, Kind.CLAUSE_CHANGED, Kind.CLAUSE_REMOVED})
ADDS = frozenset({Kind.PARTY_ADDED, Kind.SCHOOL_ADDED, Kind.FIELD_ADDED})
PLACE = {
    Kind.PARTY_ADDED: "parties",
    Kind.PARTY_REMOVED: "parties",
    Kind.SCHOOL_ADDED: "schools",
    Kind.SCHOOL_REMOVED: "schools",
    Kind.FIELD_ADDED: "fields",
    Kind.FIELD_REMOVED: "fields",
}


@dataclass(frozen=True, slots=True)
class Clause:
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a protocol says. ``parties`` and ``schools`` are keys; ``fields`` are ``school key:field code``."""

    clauses: tuple[Clause, ...] = ()
    ends_on: date | None = None
    parties: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def clause(self, number: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.number == number), None)

    def place(self, change: Change) -> Clause | date | bool | None:
        """What stands in the place that a change is about."""
        if change.kind in OF_CLAUSES:
            return self.clause(change.subject)
        if change.kind == Kind.TERM:
            return self.ends_on
        return change.subject in getattr(self, PLACE[change.kind])


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``title`` and ``text`` of a clause that it adds or changes, ``ends_on`` of a new term."""

    kind: Kind
    subject: str = ""
    title: str = ""
    text: str = ""
    ends_on: date | None = None

    @property
    def leaves(self) -> Clause | date | bool | None:
        """What stands in the place afterwards."""
        if self.kind in {Kind.CLAUSE_ADDED, Kind.CLAUSE_CHANGED}:
            return Clause(self.subject, self.title, self.text)
        if self.kind == Kind.CLAUSE_REMOVED:
            return None
        return self.ends_on if self.kind == Kind.TERM else self.kind in ADDS


@dataclass(frozen=True, slots=True)
class Amendment:
    """A signed amendment: ``number`` counts those of one protocol from 1; it holds from ``holds_from`` on."""

    number: int
    holds_from: date
    changes: tuple[Change, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place in which something else stands now than the drafter saw: both, and what the drafter wants there."""

    change: Change
    seen: Clause | date | bool | None
    now: Clause | date | bool | None


class Impossible(ValueError):
    """A change that the contents do not allow; its words are for people."""

    def __init__(self, change: Change, sentence: str) -> None:
        super().__init__(sentence)
        self.change = change


def order_of(number: str) -> list[tuple[int, int, str]]:
    """Sorts clause numbers as people read them: 2, 2.1, 10, 10/A."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in _PART.findall(number)]


def consolidate(base: Contents, amendments: Iterable[Amendment], on: date | None = None) -> Contents:
    """The contents that hold on a day, or after all amendments; applied by the day from which each holds, then by number.

    Raises :class:`Impossible` where an amendment changes what is not there: it was then not checked when it was signed.
    """
    contents = base
    for amendment in sorted(amendments, key=lambda one: (one.holds_from, one.number)):
        if on is None or amendment.holds_from <= on:
            for change in amendment.changes:
                contents = apply(contents, change)
    return contents


def apply(contents: Contents, change: Change) -> Contents:
    """The contents with one change made."""
    if sentence := _refusal(contents, change):
        raise Impossible(change, sentence)
    if change.kind == Kind.TERM:
        return replace(contents, ends_on=change.ends_on)
    if change.kind in OF_CLAUSES:
        kept = [clause for clause in contents.clauses if clause.number != change.subject]
        new = [] if change.kind == Kind.CLAUSE_REMOVED else [Clause(change.subject, change.title, change.text)]
        return replace(contents, clauses=tuple(sorted([*kept, *new], key=lambda clause: order_of(clause.number))))
    keys = getattr(contents, PLACE[change.kind])
    there = keys | {change.subject} if change.kind in ADDS else keys - {change.subject}
    return replace(contents, **{PLACE[change.kind]: there})


def _refusal(contents: Contents, change: Change) -> str:
    there = contents.place(change)
    match change.kind:
        case Kind.CLAUSE_ADDED:
            return f"Madde {change.subject} protokolde zaten var; değiştirilebilir." if there else ""
        case Kind.CLAUSE_CHANGED | Kind.CLAUSE_REMOVED:
            return "" if there else f"Madde {change.subject} protokolde yok."
        case Kind.TERM:
            return ""
        case Kind.PARTY_ADDED | Kind.SCHOOL_ADDED | Kind.FIELD_ADDED:
            return "Protokolde zaten var." if there else ""
    if not there:
        return "Protokolde yok."
    last = PLACE[change.kind] in {"parties", "schools"} and len(getattr(contents, PLACE[change.kind])) == 1
    return "Protokolde en az bir paydaş ve bir okul kalmalıdır." if last else ""


def conflicts(seen: Contents, now: Contents, changes: Sequence[Change]) -> list[Conflict]:
    """The changes whose place is not what the drafter saw any more, unless what they want stands there already."""
    return [
        Conflict(change, seen.place(change), now.place(change))
        for change in changes
        if seen.place(change) != now.place(change) and now.place(change) != change.leaves
    ]


def overtaken(signed: Iterable[Amendment], new: Amendment) -> list[tuple[Change, Amendment]]:
    """The changes that an amendment signed before, but holding from a later day, would undo again; each with that one.

    Contents are put together by the day from which each holds, so such a change would end unnoticed on that day.
    """
    later = [one for one in signed if one.holds_from > new.holds_from]
    return [
        (change, one)
        for change in new.changes
        for one in later
        if any(_place(change) == _place(other) and other.leaves != change.leaves for other in one.changes)
    ]


def _place(change: Change) -> tuple[str, str]:
    """What a change is about: the place and its key."""
    if change.kind in OF_CLAUSES:
        return "clauses", change.subject
    return PLACE.get(change.kind, "term"), change.subject


def still_needed(now: Contents, changes: Sequence[Change]) -> list[Change]:
    """Without the changes that another amendment has made meanwhile; an addition to what is there now is a change of it."""
    return [_as_now_needed(now, change) for change in changes if now.place(change) != change.leaves]


def _as_now_needed(now: Contents, change: Change) -> Change:
    if change.kind == Kind.CLAUSE_ADDED and now.place(change):
        return replace(change, kind=Kind.CLAUSE_CHANGED)
    if change.kind == Kind.CLAUSE_CHANGED and not now.place(change):
        return replace(change, kind=Kind.CLAUSE_ADDED)
    return change
