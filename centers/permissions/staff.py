"""The General Directorate sets posts and proposes; the Ministry assigns; the general coordinator divides the work (smm/4/5, 8/1, 10/4)."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

from .centers import DECIDERS


def may_set_posts(user: User, center: Any) -> bool:
    return user.has_role(*DECIDERS)


def may_propose_staff(user: User, record: Any) -> bool:
    """The proposal (inha) is prepared by anybody of the General Directorate."""
    return user.is_ministry


def _own_proposal(user: User, assignment: Any) -> str:
    if assignment.proposed_by_id in people_of(user):
        return "Kendi inha ettiğiniz görevlendirmeye siz karar veremezsiniz."
    return ""


@explained(_own_proposal)
def may_assign_staff(user: User, assignment: Any) -> bool:
    """In the Ministry's name: a head of department or the director general who did not propose it (smm/10/4)."""
    return user.has_role(*DECIDERS) and assignment.proposed_by_id not in people_of(user)


def may_end_staff(user: User, assignment: Any) -> bool:
    return user.has_role(*DECIDERS)


def may_send_back_staff(user: User, assignment: Any) -> bool:
    return user.has_role(*DECIDERS)


def may_divide_work(user: User, assignment: Any) -> bool:
    """The general coordinator of the centre (smm/8/1 f)."""
    return assignment.center.school.code in user.codes_as(Role.GENERAL_COORDINATOR)
