"""What a pile of the desk is, and under which headings piles lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User

WAITING, SENT, DRAFTS, WATCHED = "waiting", "sent", "drafts", "watched"
GROUPS = {
    WAITING: "Sizi bekleyenler",
    SENT: "Gönderdiğiniz, başkasında bekleyenler",
    DRAFTS: "Taslaklar",
    WATCHED: "İzlediğiniz işler",
}


@dataclass(frozen=True, slots=True)
class PileKind:
    """``rows(user, on)`` starts from what the user may see; the count and the list behind it are both made of it."""

    key: str
    group: str
    title: str
    purpose: str
    of: Callable[[User], bool]
    rows: Callable[[User, date], QuerySet[Any]]
    order: tuple[str, ...] = ("state_since", "pk")
