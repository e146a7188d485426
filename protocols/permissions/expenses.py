"""Who states expenses for a school, who answers for the stakeholder, and who decides a dispute (okul/8/6)."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

from .protocols import DECIDERS

HERE = (*PROVINCE_ROLES, Role.CLIENT)
SCHOOL_SIDE = (*HERE, Role.DISTRICT_OFFICER, Role.PRINCIPAL)


def may_state(user: User, school: Any) -> bool:
    """The school states what it spent, or its district or province does it for the school; the ministry does not."""
    return user.has_role(*SCHOOL_SIDE) and user.scope.covers(school)


def may_state_somewhere(user: User) -> bool:
    return user.has_role(*SCHOOL_SIDE)


def may_prepare(user: User, statement: Any) -> bool:
    return may_state(user, statement.school)


def _stands_for_it(user: User, statement: Any) -> bool:
    return user.has_role(Role.REPRESENTATIVE) and statement.stakeholder.code in user.scope.stakeholder_codes


def _own_statement(user: User, statement: Any) -> str:
    if statement.submitted_by_id in people_of(user):
        return "Bildirimi okul adına siz gönderdiniz; paydaş adına başkası yanıtlar."
    return "Bildirimi yalnız paydaş kuruluşun temsilcisi yanıtlar."


@explained(_own_statement)
def may_answer(user: User, statement: Any) -> bool:
    """The stakeholder's own representative, who did not hand it in for the school."""
    return _stands_for_it(user, statement) and statement.submitted_by_id not in people_of(user)


def may_record_payment(user: User, statement: Any) -> bool:
    """The stakeholder itself; what it paid is recorded by the school side or the ministry, too, where it has no account."""
    return _stands_for_it(user, statement) or user.is_ministry or may_prepare(user, statement)


def _nothing_paid(_user: User, statement: Any) -> str:
    return "" if statement.paid else "Bu bildirimde geri alınacak bir ödeme kaydı yok."


@explained(_nothing_paid)
def may_take_back(user: User, statement: Any) -> bool:
    """That somebody paid is taken back by the province or the ministry, never by one of the two parties."""
    is_above = user.is_ministry or (user.has_role(*HERE) and user.scope.covers(statement.school))
    return is_above and bool(statement.paid)


def may_settle(user: User, statement: Any) -> bool:
    """The General Directorate, which is party to the protocol, by a head of department or the director general."""
    return user.has_role(*DECIDERS)
