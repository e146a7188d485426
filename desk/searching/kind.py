"""What a kind of records is to the search: whose they are to see, how they are found, and what a hit says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User

from .questions import Question


@dataclass(frozen=True)
class Kind:
    """A kind of records.

    ``exact`` gives what is certainly meant, the surest first; ``words`` is where the words of a question must stand.
    ``also``: another place where the words may stand. ``by_school``: also found by the institutions of that name, whose
    codes this lookup takes. ``begins``: a folded column in which the typed text may stand at the beginning.
    ``scope``: what a program needs to see it.
    """

    key: str
    label: str
    icon: str
    rows: Callable[[User], QuerySet[Any]]
    words: Any
    exact: Callable[[Question], Sequence[Q]]
    name: Callable[[Any], str]
    note: Callable[[Any], str]
    url: Callable[[Any], str]
    scope: str = ""
    states: Sequence[tuple[str, str]] = ()
    in_state: Callable[[str, date], Q] = lambda state, _on: Q(status=state)
    in_province: Callable[[int, User], Q] = lambda plate, _user: Q(school__province=plate)
    in_year: Callable[[int], Q] | None = None
    related: Sequence[str] = ()
    order: Sequence[str] = ("-pk",)
    also: Callable[[Any], Q] | None = None
    by_school: str = ""
    offered: Callable[[User], bool] = lambda _user: True
    begins: str = ""
    similar: Callable[[QuerySet[Any], list[str]], list[Any]] | None = None
    state_of: Callable[[Any], str] = lambda record: str(getattr(record, "status", ""))
    place_of: Callable[[Any], int | None] = lambda _record: None
