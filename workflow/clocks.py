"""How long each side has held a record, in working days: a side's clock stands still while another one has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Handover:
    """From ``day`` on the record was with ``side``; empty: with nobody, because nothing is to be done."""

    day: date
    side: str


@dataclass(frozen=True, slots=True)
class Clock:
    """``held``: working days by side until now; ``side``: who holds the record; ``since``: from which day without a break."""

    held: dict[str, int]
    side: str
    since: date


def read_clock(handovers: Iterable[Handover], *, until: date, days: WorkingDays) -> Clock | None:
    """The clocks on the day ``until``; ``None`` where nothing is known, which is not the same as no time at all.

    ``handovers``: in the order in which they took place. One to the side that has the record already changes nothing.
    """
    held: dict[str, int] = {}
    side: str | None = None
    since = until
    for handover in handovers:
        if handover.side == side or handover.day > until:
            continue
        if side is not None:
            held[side] = held.get(side, 0) + days.between(since, handover.day)
            since = max(since, handover.day)
        else:
            since = handover.day
        side = handover.side
    if side is None:
        return None
    held[side] = held.get(side, 0) + days.between(since, until)
    held.pop("", None)
    return Clock(held, side, since)
