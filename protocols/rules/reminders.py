"""On which days before an end or a due date people are reminded, and in which words: plain reckoning, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reminders:
    """Days before the end of a protocol, and before the day of a duty; the most first, none twice."""

    before_end: tuple[int, ...]
    before_duty: tuple[int, ...]

    @classmethod
    def of(cls, before_end: Iterable[int], before_duty: Iterable[int]) -> Reminders:
        return cls(*(tuple(sorted(set(days), reverse=True)) for days in (before_end, before_duty)))

    @property
    def expiring(self) -> int:
        """From how many days before its end a protocol counts as about to end."""
        return max(self.before_end, default=0)


@dataclass(frozen=True, slots=True, order=True)
class Matter:
    """What comes or came on a day: the end of one protocol, named, or so many duties (``protocol`` empty)."""

    day: date
    protocol: str = ""


def digest(matters: Mapping[Matter, int], on: date) -> str:
    """All that one person is to hear on a day, in one sentence: what is over first, then what comes, by day."""
    said = [_said(matter, matters[matter], on) for matter in sorted(matters, key=lambda one: (one.day, one.protocol))]
    return f"Protokol hatırlatması: {'; '.join(said)}." if said else ""


def _said(matter: Matter, count: int, on: date) -> str:
    when = f"{_when((matter.day - on).days)} ({matter.day:%d.%m.%Y})"
    if matter.protocol:
        return f"{when} süresi doluyor: {matter.protocol}"
    return f"{when} günü {'geçen' if matter.day < on else 'gelen'} {count} yükümlülük"


def _when(days: int) -> str:
    if days == 0:
        return "bugün"
    if days == -1:
        return "dün"
    return f"{days} gün sonra" if days > 0 else f"{-days} gün önce"
