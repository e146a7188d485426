"""Who forms and keeps an advisory board, who writes its working rules, and who answers its resolutions (okul/8/9)."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from workflow.lifecycle import explained

from .sponsors import SCHOOL_SIDE


def may_write_rules(user: User, protocol: Any) -> bool:
    """The General Directorate, which is party, reads the working rules out of the text that was signed."""
    return user.is_ministry


def may_form(user: User, school: Any) -> bool:
    """The school's side forms the board of its school; the ministry of any."""
    return user.is_ministry or (user.has_role(*SCHOOL_SIDE) and user.scope.covers(school))


def may_keep(user: User, board: Any) -> bool:
    """Members, meetings and minutes are kept by those who may form the board."""
    return may_form(user, board.school)


def may_keep_meeting(user: User, meeting: Any) -> bool:
    return may_keep(user, meeting.board)


def may_close(user: User, board: Any) -> bool:
    """Before its protocol ends a board is closed by the province or the ministry, not by the school alone."""
    if user.is_ministry:
        return True
    return user.has_role(*PROVINCE_ROLES, Role.CLIENT) and user.scope.covers(board.school)


def _not_the_principal(_user: User, _resolution: Any) -> str:
    return "Kurul kararını, yetki ve sorumluluğun sahibi olan okul müdürlüğü yanıtlar (Yönerge m. 8/9)."


@explained(_not_the_principal)
def may_answer(user: User, resolution: Any) -> bool:
    """Teaching, education and management stay with the school directorate: its principal alone answers (okul/8/9)."""
    return user.has_role(Role.PRINCIPAL) and user.scope.covers(resolution.meeting.board.school)
