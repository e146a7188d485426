"""Who opens plans and reports of a centre, writes what was realised, and gives more time (smm/5/4, smm/11/2)."""

from __future__ import annotations

from typing import Any

from accounts.choices import CENTRE_ROLES, Role
from accounts.models import User
from workflow.lifecycle import explained

ONLY_THE_CENTRE = "Planı ve raporu merkezin koordinatörleri ile okul müdürlüğü hazırlar (SMM Yönergesi m. 5/3, 5/4)."


def _why(user: User, center: Any) -> str:
    return ONLY_THE_CENTRE


@explained(_why)
def may_open(user: User, center: Any) -> bool:
    """The centre's coordinators, and the directorate of its school."""
    code = center.school.code
    return code in user.codes_as(*CENTRE_ROLES) or code in user.codes_as(Role.PRINCIPAL)


def may_extend(user: User, center: Any) -> bool:
    """The General Directorate, to which the report goes."""
    return user.is_ministry


def may_take_over(user: User, center: Any) -> bool:
    """Plans of the portal that went before: the General Directorate, to which they were sent there."""
    return user.is_ministry
