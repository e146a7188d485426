"""What a section of a centre's page is, and what a page shows of a record's past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from centers.models import Center
from workflow.history.contexts import latest

Rows = dict[str, QuerySet[Any]]
Reads = Callable[[Center, User, date], Rows]
Context = Callable[[Center, User, date, Rows], dict[str, Any]]
Opened = Callable[[User, Center], bool]


def to_everybody(user: User, center: Center) -> bool:
    """Whoever sees the centre."""
    return True


def nothing(center: Center, user: User, on: date) -> Rows:
    """A section that stands in the centre's own row."""
    return {}


def nothing_else(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    """What is read is what is shown."""
    return {}


@dataclass(frozen=True, slots=True)
class Section:
    """``key``: the anchor. ``reads``: the rows of the section, by the names under which the template finds them in ``section``;
    the page reads those of all sections in one statement. ``shows``: what the template needs beyond them, made of them.
    """

    key: str
    title: str
    template: str
    reads: Reads = nothing
    shows: Context = nothing_else
    open_to: Opened = to_everybody


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with what it shows of one centre."""

    section: Section
    of: dict[str, Any]


def past_of(record: Any, user: User) -> dict[str, Any]:
    """The newest part of a record's story; the whole story is a page that is closed to who is confined."""
    found = latest(record)
    return {**found, "history_url": ""} if user.is_confined else found
