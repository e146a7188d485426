"""Who may put the criteria of transfers in force."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User

DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_publish(user: User, criteria: Any) -> bool:
    """Criteria are put in force by a head of department or the director general (okul/8/2)."""
    return user.has_role(*DECIDERS)
