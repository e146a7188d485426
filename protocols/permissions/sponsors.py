"""Who may propose a sponsor school, agree on hours for either school, and decide."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

from .protocols import DECIDERS

SCHOOL_SIDE = (*PROVINCE_ROLES, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.CLIENT)


def may_propose(user: User, school: Any) -> bool:
    """An expert of the General Directorate, or the province of the school in need."""
    return user.is_ministry or (user.has_role(*PROVINCE_ROLES, Role.CLIENT) and user.scope.covers(school))


def may_offer(user: User, assignment: Any) -> bool:
    """The side of the sponsor says how many hours it can give."""
    return user.has_role(*SCHOOL_SIDE) and user.scope.covers(assignment.sponsor)


def _same_person(user: User, assignment: Any) -> str:
    if assignment.offered_by_id in people_of(user):
        return "Saati hami okul adına siz bildirdiniz; ihtiyacı olan okul adına başkası onaylar."
    return ""


@explained(_same_person)
def may_accept(user: User, assignment: Any) -> bool:
    """The side of the school in need; two schools agree by two people."""
    covers = user.has_role(*SCHOOL_SIDE) and user.scope.covers(assignment.school)
    return covers and assignment.offered_by_id not in people_of(user)


def _own_proposal(user: User, assignment: Any) -> str:
    return (
        "Kendi önerdiğiniz görevlendirmeye karar veremezsiniz." if assignment.proposed_by_id in people_of(user) else ""
    )


@explained(_own_proposal)
def may_assign(user: User, assignment: Any) -> bool:
    """A head of department or the director general who did not propose it."""
    return user.has_role(*DECIDERS) and assignment.proposed_by_id not in people_of(user)


def may_drop(user: User, assignment: Any) -> bool:
    return may_propose(user, assignment.school)


def may_end_sponsoring(user: User, assignment: Any) -> bool:
    return user.has_role(*DECIDERS)
