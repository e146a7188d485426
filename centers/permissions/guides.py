"""Guides are prepared by the Ministry (smm/11/3)."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User


def may_publish_guide(user: User, record: Any) -> bool:
    """Who decides in the General Directorate puts a guide in force (administrative)."""
    return user.has_role(Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)
