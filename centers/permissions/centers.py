"""Centres are founded, closed and given their fields by the General Directorate alone (smm/4/1, smm/4/2)."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_prepare_center(user: User, record: Any) -> bool:
    """Somebody of the General Directorate prepares what a second person decides."""
    return user.is_ministry


def _own_proposal(user: User, center: Any) -> str:
    if center.proposed_by_id in people_of(user):
        return "Kuruluşunu kendiniz önerdiğiniz merkezi siz kuramazsınız; kararı bir başkası verir."
    return ""


@explained(_own_proposal)
def may_found(user: User, center: Any) -> bool:
    """A head of department or the director general who did not propose it."""
    return user.has_role(*DECIDERS) and center.proposed_by_id not in people_of(user)


def _own_closing(user: User, center: Any) -> str:
    if center.closing_proposed_by_id in people_of(user):
        return "Kapatılmasını kendiniz önerdiğiniz merkezi siz kapatamazsınız; kararı bir başkası verir."
    return ""


@explained(_own_closing)
def may_close_center(user: User, center: Any) -> bool:
    """The same procedure as that of the founding (smm/4/1)."""
    return user.has_role(*DECIDERS) and center.closing_proposed_by_id not in people_of(user)


def may_undo_closing(user: User, center: Any) -> bool:
    return user.is_ministry


def may_set_fields(user: User, center: Any) -> bool:
    """Fields, name and place of a centre are decided on by who decides in the General Directorate (smm/4/2)."""
    return user.has_role(*DECIDERS)


def may_keep_contact(user: User, center: Any) -> bool:
    """How a centre is reached is kept by its general coordinator, its school, and who sees them."""
    if user.is_ministry or center.school.code in user.codes_as(Role.GENERAL_COORDINATOR):
        return True
    office = user.has_role(*PROVINCE_ROLES, Role.DISTRICT_OFFICER, Role.PRINCIPAL)
    return office and user.scope.covers(center.school)
