"""Reads the change feed: each change once, in one order for everybody, none lost however slowly a transaction commits.

A row is shown once every transaction that began before its own has ended: what is still running can only come later.
Readers follow ``(transaction, row)``; nothing is ever counted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.timezone import now

from workflow.models import Change, FeedState

from .cursors import LAST, Position
from .querysets import HORIZON

MOST = 1000
RENEWED_AFTER = timedelta(days=1)


class Forgotten(Exception):
    """The position lies before what is still kept, or in a feed that was begun anew."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some changes, the position behind them, and whether more are there already."""

    changes: list[Change]
    position: Position
    more: bool


def state() -> FeedState:
    found, _ = FeedState.objects.get_or_create(pk=1)
    return found


def end() -> Position:
    """The position behind everything that may be shown now: later changes come after it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {HORIZON}")
        return Position(int(cursor.fetchone()[0]) - 1, LAST)


def changes_for(user: Any, *, kinds: Collection[str], province: int | None = None) -> Any:
    """The settled changes of these kinds that this user may see."""
    rows = Change.objects.visible_to(user).settled().filter(kind__in=kinds)
    return rows if province is None else rows.in_province(province)


def check_kept(position: Position, *, era: int) -> None:
    """:class:`Forgotten` where rows behind the position may be gone."""
    kept = state()
    if era != kept.era or (position != Position() and position.xact < kept.forgotten_xact):
        raise Forgotten


def read(rows: Any, position: Position, limit: int) -> Page:
    """The next ``limit`` changes after the position. Where nothing is new, the position stays, or is renewed when old."""
    found = list(rows.after(position.xact, position.change).order_by("xact", "pk")[: limit + 1])
    if not found:
        return Page([], _renewed(rows, position), more=False)
    shown = found[:limit]
    return Page(shown, Position(shown[-1].xact, shown[-1].pk), more=len(found) > limit)


def _renewed(rows: Any, position: Position) -> Position:
    """A reader of rare changes must not fall behind what is kept: what does not concern it is passed after a day."""
    first = Change.objects.settled().after(position.xact, position.change).order_by("xact", "pk").first()
    if first is None or first.at > now() - RENEWED_AFTER:
        return position
    return passed(rows, position)


def passed(rows: Any, position: Position) -> Position:
    """The position behind all that is settled, where none of it is among ``rows``; else the position itself.

    The end is asked for first: what settles between the two questions comes after it.
    """
    behind = end()
    return position if rows.after(position.xact, position.change).exists() else behind
