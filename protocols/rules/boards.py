"""Working rules of advisory boards (okul/8/9): quorum, when the next meeting is due, who counts. Pure arithmetic, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .calendar import months_later


class Kind(StrEnum):
    """The twin of ``choices.boards.QuorumKind``."""

    COUNT = "count"
    MAJORITY = "majority"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must come: ``count`` members, more than half of them, or at least ``numerator``/``denominator`` of them."""

    kind: Kind
    count: int = 0
    numerator: int = 0
    denominator: int = 1

    def needed(self, seats: int) -> int:
        """Members who must come, at least one; of a fixed number also where the board has fewer seats than that."""
        if self.kind is Kind.COUNT:
            return max(self.count, 1)
        if self.kind is Kind.MAJORITY:
            return seats // 2 + 1
        return max(-(-seats * self.numerator // self.denominator), 1)


@dataclass(frozen=True, slots=True)
class Rules:
    """One dated version of what the protocol says: it holds from ``holds_from`` until the next one.

    ``gone_from``: the first day on which the clause that it was read from stands in the text no more.
    """

    key: int
    holds_from: date
    every_months: int
    quorum: Quorum
    gone_from: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the board on a day; ``stands_in_for``: the key of the member whose substitute this is."""

    key: int
    stands_in_for: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Who came, reckoned by seats: a member and its substitute are one seat."""

    seats: int
    present: int
    needed: int

    @property
    def is_quorate(self) -> bool:
        return self.present >= self.needed


def rules_on(versions: Iterable[Rules], on: date) -> Rules | None:
    """The version in force on a day; none where there was none yet, or where its clause is gone: that is unknown, not none."""
    begun = [one for one in versions if one.holds_from <= on]
    if not begun:
        return None
    last = max(begun, key=lambda one: one.holds_from)
    return None if last.gone_from is not None and last.gone_from <= on else last


def next_due(last: date, versions: Sequence[Rules]) -> date | None:
    """By which day the board must meet again after ``last``, the last quorate meeting or the board's forming.

    Rules that change before that day count from their own first day: a shorter interval asks for no meeting before it
    held, and a meeting that was due before the change stays due. ``None``: not known, since no rules say it.
    """
    rules = rules_on(versions, last)
    if rules is None:
        return None
    due = months_later(last, rules.every_months)
    for later in sorted((one for one in versions if one.holds_from > last), key=lambda one: one.holds_from):
        if due is None or later.holds_from > due:
            break
        if rules.gone_from is not None and rules.gone_from < later.holds_from:
            return None
        rules, due = later, _not_before(months_later(last, later.every_months), later.holds_from)
    return None if due is None or (rules.gone_from is not None and rules.gone_from <= due) else due


def _not_before(day: date | None, first: date) -> date | None:
    return None if day is None else max(day, first)


def count(members: Iterable[Member], came: Collection[int], quorum: Quorum) -> Count:
    """Seats, those of them that somebody filled, and how many had to be. Who sits for nobody on the board fills no seat."""
    listed = list(members)
    seats = {one.key for one in listed if one.stands_in_for is None}
    filled = {one.stands_in_for or one.key for one in listed if one.key in came} & seats
    return Count(len(seats), len(filled), quorum.needed(len(seats)))


def fault_of_votes(in_favour: int, against: int, abstaining: int, attending: int) -> str:
    """Why these votes cannot be of a resolution that was taken; empty where they can. One seat has one vote."""
    if min(in_favour, against, abstaining) < 0:
        return "Oy sayısı eksi olamaz."
    if in_favour + against + abstaining > attending:
        return f"Oyların toplamı, toplantıya katılan üye sayısından ({attending}) çok olamaz."
    if in_favour == 0:
        return "Kabul oyu olmayan bir karar yazılamaz."
    if in_favour < against:
        return "Ret oyu kabul oyundan çoksa karar alınmamıştır."
    return ""


def last_day_to_invite(meets_on: date, days: int) -> date:
    """The invitation goes out at least so many days before the meeting."""
    return meets_on - timedelta(days=days)
