"""Obligations of protocols, and the duties that follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from protocols.acts import add_obligation
from protocols.choices.obligations import Every, ObligationKind, Owner
from protocols.models import Obligation, Protocol, ProtocolDuty

from . import TODAY, make_user
from .protocols import make_signed


def make_obligation(protocol: Protocol | None = None, **values: Any) -> Obligation:
    """The school's, once, without evidence."""
    defaults = {
        "clause": "2",
        "kind": ObligationKind.EXPENSES,
        "title": "Gider bildirimi",
        "owner": Owner.SCHOOL,
        "first_due_on": date(2026, 11, 10),
        "every": Every.ONCE,
    }
    return add_obligation(protocol or make_signed(), by=make_user(Role.EXPERT), on=TODAY, **{**defaults, **values})


def make_protocol_duty(protocol: Protocol | None = None, **values: Any) -> ProtocolDuty:
    """The first duty of a new obligation."""
    return make_obligation(protocol, **values).duties.order_by("due_on", "pk")[0]
