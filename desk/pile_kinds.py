"""What a pile of the desk is, under which heading it stands, and for which side it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from accounts.choices import Role
from accounts.models import User
from designations.permissions import DECIDERS

WAITING, SENT, DRAFTS, WATCHED = "waiting", "sent", "drafts", "watched"
GROUPS = {
    WAITING: "Sizi bekleyenler",
    SENT: "Gönderdiğiniz, başkasında bekleyenler",
    DRAFTS: "Taslaklar",
    WATCHED: "İzlediğiniz işler",
}
SOON = 30  # days


@dataclass(frozen=True, slots=True)
class Stock:
    """Records of a kind in some states (none named: in any). While the country has none, no pile that is taken from them has any."""

    model: type[Model]
    states: tuple[str, ...] = ()


def stock(model: type[Model], *states: str) -> Stock:
    return Stock(model, tuple(str(state) for state in states))


@dataclass(frozen=True, slots=True)
class PileKind:
    """``rows(user, on)`` starts from what the user may see; the count and the list behind it are both made of it.

    ``taken_from``: what must be there, whoever looks, for the pile to hold anything; most piles are empty on most days, and such a one
    need not be put together to know it.
    """

    key: str
    group: str
    title: str
    purpose: str
    of: Callable[[User], bool]
    rows: Callable[[User, date], QuerySet[Any]]
    order: tuple[str, ...] = ("state_since", "pk")
    taken_from: Stock | None = None


def decides(user: User) -> bool:
    return user.has_role(*DECIDERS)


def ministry(user: User) -> bool:
    return user.is_ministry


def school_side(user: User) -> bool:
    return user.is_province or user.has_role(Role.DISTRICT_OFFICER, Role.PRINCIPAL)


def watches(user: User) -> bool:
    return user.has_role(Role.AUDITOR, Role.ADMINISTRATOR) and not user.is_ministry
