"""What is kept of protocols and stakeholders: parties, schools and special provisions included."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept, Part

from .choices import PREPARED, UNSIGNED, AmendmentStatus
from .choices.expenses import OPEN as UNPAID
from .choices.obligations import DutyStatus
from .choices.sponsors import OPEN
from .models import (
    Amendment,
    AmendmentChange,
    Clause,
    CoveredField,
    ExpenseDuty,
    ExpenseLine,
    ExpensePayment,
    ExpenseStatement,
    Obligation,
    Protocol,
    ProtocolDuty,
    ProtocolTemplate,
    Signature,
    SpecialProvision,
    SponsorAssignment,
    Stakeholder,
    TemplateClause,
)


def _standing(protocol: Any, on: date) -> str:
    """The twin of the queryset's ``in_force``."""
    days = (protocol.signed_on, protocol.starts_on)
    holds = (
        protocol.status not in UNSIGNED
        and all(day is not None and day <= on for day in days)
        and (protocol.ends_on is None or protocol.ends_on >= on)
        and (protocol.ended_on is None or protocol.ended_on > on)
    )
    return f"Bu protokol {on:%d.%m.%Y} günü {'yürürlükteydi' if holds else 'yürürlükte değildi'}."


PROTOCOL = Kept(
    Protocol,
    slug="protokol",
    page="protocols:detail",
    standing=_standing,
    parts=(
        Part(SpecialProvision, "protocol"),
        Part(Clause, "protocol"),
        Part(CoveredField, "protocol"),
        Part(Signature, "protocol"),
    ),
    many=("stakeholders", "schools"),
    at_work=Q(status__in=PREPARED),
)
# Whom to ask for is of use while it is true; it is a person, and is not kept.
STAKEHOLDER = Kept(Stakeholder, slug="paydas", open_to_all=True, left_out=("contact",))
AMENDMENT = Kept(
    Amendment,
    slug="ek-protokol",
    page="protocols:amendment",
    parts=(Part(AmendmentChange, "amendment"),),
    at_work=Q(status__in=[AmendmentStatus.DRAFT, AmendmentStatus.AGREED]),
)
OBLIGATION = Kept(Obligation, slug="yukumluluk")
DUTY = Kept(ProtocolDuty, slug="yukumluluk-gunu", page="protocols:duty", at_work=Q(status=DutyStatus.DUE))
TEMPLATE = Kept(ProtocolTemplate, slug="protokol-sablonu", parts=(Part(TemplateClause, "version"),))
SPONSOR = Kept(SponsorAssignment, slug="hami-okul", page="protocols:sponsor", at_work=Q(status__in=OPEN))
# What was handed in stands in the lines' own history; as one column it would say everything twice.
EXPENSES = Kept(
    ExpenseStatement,
    slug="gider-bildirimi",
    page="protocols:expense",
    parts=(
        Part(ExpenseLine, "statement"),
        Part(ExpensePayment, "statement"),
        Part(ExpenseDuty, "statement"),
    ),
    left_out=("handed_in", "handed_in_before"),
    at_work=Q(status__in=UNPAID),
)
KEPT = (PROTOCOL, STAKEHOLDER, AMENDMENT, OBLIGATION, DUTY, SPONSOR, EXPENSES, TEMPLATE)
