"""Who may keep the practice places and trainers of a school, and what a stakeholder's representative may bring (okul/8/7, 8/8).

Education is the school directorate's authority and responsibility (okul/8/9); who of its side does it is administrative procedure.
"""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User

from .obligations import represents

SCHOOL_SIDE = (*PROVINCE_ROLES, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.CLIENT)


def may_keep(user: User, record: Any) -> bool:
    """The ministry, the province and district of the school, its principal, and a program there."""
    return user.is_ministry or (user.has_role(*SCHOOL_SIDE) and user.scope.covers(record.school))


def speaks_for(user: User, record: Any) -> bool:
    """A representative of the very stakeholder that the record names."""
    return user.has_role(Role.REPRESENTATIVE) and represents(user, record.stakeholder_id)


def may_bring(user: User, record: Any) -> bool:
    """The enterprise proposes its places and its employees and brings papers; what follows from them the school's side decides."""
    return may_keep(user, record) or speaks_for(user, record)


def may_decide(user: User, approval: Any) -> bool:
    """Nobody declares the own enterprise safe: approvals are accepted by the school's side."""
    return may_keep(user, approval.place)


def may_submit(user: User, place: Any) -> bool:
    """Papers on the safety of a place come from either side."""
    return may_bring(user, place)
