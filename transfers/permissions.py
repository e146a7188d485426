"""Who may put the criteria of transfers in force, and who runs a round."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User

DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_publish(user: User, criteria: Any) -> bool:
    """Criteria are put in force by a head of department or the director general (okul/8/2)."""
    return user.has_role(*DECIDERS)


def may_run(user: User, transfer_round: Any) -> bool:
    """The General Directorate prepares a round and takes it from step to step."""
    return user.is_ministry


def may_announce(user: User, transfer_round: Any) -> bool:
    """What binds the whole country is announced, moved, cancelled and closed by who decides."""
    return user.has_role(*DECIDERS)
