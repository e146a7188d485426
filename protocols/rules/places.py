"""Whether a practice place may be used on a day, and for how long yet (okul/8/7); whether a trainer supports (okul/8/8).

Everything is a matter of days: an approval or a protocol that ended yesterday bars today, whether or not anybody wrote it down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included; without a ``last`` it has no known end. ``last`` before ``first``: no day."""

    first: date
    last: date | None = None

    def covers(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    @property
    def is_empty(self) -> bool:
        return self.last is not None and self.last < self.first


class Bar(StrEnum):
    """What bars a place from being used, the most lasting first."""

    NO_PROTOCOL = "no_protocol"
    NO_APPROVAL = "no_approval"
    NO_TEACHER = "no_teacher"
    NO_MASTER = "no_master"
    NOT_IN_USE = "not_in_use"


SAYS = {
    Bar.NO_PROTOCOL: "Açık olan okulu sayan ve paydaş kuruluşun tarafı olduğu, yürürlükte bir protokol yok.",
    Bar.NO_APPROVAL: "Güvenlik onayı yok veya geçerli değil; uygulama güvenli ortamda verilir (Yönerge m. 8/7).",
    Bar.NO_TEACHER: "Sorumlu öğretmeni belirlenmemiş; uygulama öğretmenin sorumluluğunda verilir (Yönerge m. 8/7).",
    Bar.NO_MASTER: "Usta öğretici gözetimi gerekiyor; görevde bir usta öğreticisi yok (Yönerge m. 8/7).",
    Bar.NOT_IN_USE: "Yer kullanıma alınmamış veya kullanım dışı (Yönerge m. 8/7).",
}


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the days of a place are. ``uses``: when it was put in use and taken out; ``master``: the master trainer's terms."""

    uses: tuple[Span, ...] = ()
    approvals: tuple[Span, ...] = ()
    backings: tuple[Span, ...] = ()
    has_teacher: bool = False
    needs_master: bool = False
    master: tuple[Span, ...] = ()


def bars(facts: PlaceFacts, on: date) -> tuple[Bar, ...]:
    """All that bars the place from being used on the day; none: it may be used."""
    found = (
        (Bar.NO_PROTOCOL, not covered(facts.backings, on)),
        (Bar.NO_APPROVAL, not covered(facts.approvals, on)),
        (Bar.NO_TEACHER, not facts.has_teacher),
        (Bar.NO_MASTER, facts.needs_master and not covered(facts.master, on)),
        (Bar.NOT_IN_USE, not covered(facts.uses, on)),
    )
    return tuple(bar for bar, stands in found if stands)


def is_usable(facts: PlaceFacts, on: date) -> bool:
    return not bars(facts, on)


def covered(spans: Iterable[Span], on: date) -> bool:
    return any(span.covers(on) for span in spans)


def run_from(spans: Iterable[Span], on: date) -> Span | None:
    """The unbroken run of days from ``on`` on: spans that touch or overlap follow one another. ``None``: not covered that day."""
    ordered = sorted((span for span in spans if not span.is_empty), key=lambda span: span.first)
    last: date | None = on - DAY
    for span in ordered:
        if last is None or span.first > last + DAY:
            break
        if span.last is None or span.last > last:
            last = span.last
    return None if last is not None and last < on else Span(on, last)


def holds_throughout(term: Span, spans: Iterable[Span]) -> bool:
    """Whether every day of a term is covered."""
    run = run_from(spans, term.first)
    return run is not None and (run.last is None or (term.last is not None and term.last <= run.last))


def usable_until(facts: PlaceFacts, on: date) -> Span | None:
    """The days from ``on`` for which the place stays usable as things stand; ``None``: it is not usable that day."""
    asked = [facts.backings, facts.approvals, facts.uses, *([facts.master] if facts.needs_master else [])]
    runs = [run_from(spans, on) for spans in asked]
    if not facts.has_teacher or any(run is None for run in runs):
        return None
    ends = [run.last for run in runs if run is not None and run.last is not None]
    return Span(on, min(ends) if ends else None)
