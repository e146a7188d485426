"""What a section of a centre's page is, and what a page shows of a record's past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from centers.models import Center
from workflow.history.contexts import latest

Context = Callable[[Center, User, date], dict[str, Any]]
Opened = Callable[[User, Center], bool]


def to_everybody(user: User, center: Center) -> bool:
    """Whoever sees the centre."""
    return True


@dataclass(frozen=True, slots=True)
class Section:
    """``key``: the anchor; ``shows(center, user, on)``: what the template reads as ``section``, beside ``record`` and ``user``."""

    key: str
    title: str
    template: str
    shows: Context
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
