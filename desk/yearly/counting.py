"""Counts a year: for each figure one question for the whole and one for each split, however many records there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count as CountOf, F

from .rules.facts import Count, Facts, Part, Period
from .sources import SOURCES, Source, words

Tell = Callable[[int, int, str], None]


def count(period: Period, tell: Tell = lambda *_: None) -> Facts:
    """All that the report tells, counted; ``tell(done, total, message)`` after each figure."""
    counts: dict[str, Count] = {}
    for number, (key, source) in enumerate(SOURCES.items(), start=1):
        counts[key] = _counted(source, period)
        tell(number, len(SOURCES) + 1, f"Sayılıyor: {number} / {len(SOURCES)}")
    return Facts(period, counts, words(), has_result=counts["results"].whole.n > 0)


def _counted(source: Source, period: Period) -> Count:
    rows = source.rows(period).order_by()
    asked = {"n": CountOf("pk", distinct=source.many), **source.sums}
    whole = _part(rows.aggregate(**asked))
    by = {split: _by(rows, path, asked) for split, path in source.splits.items()}
    return Count(whole, by)


def _by(rows: Any, path: str, asked: dict[str, Any]) -> dict[str, Part]:
    """By each value of the split; rows without one stand in the whole alone."""
    found = rows.values(part_of=F(path)).annotate(**asked)
    return {str(row["part_of"]): _part(row) for row in found if row["part_of"] not in {None, ""}}


def _part(row: dict[str, Any]) -> Part:
    return Part(row["n"], {name: value for name, value in row.items() if name not in {"n", "part_of"}})
