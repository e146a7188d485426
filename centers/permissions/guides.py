"""Guides are prepared by the Ministry (smm/11/3)."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User
from workflow.choices import VersionStatus


def may_publish_guide(user: User, record: Any) -> bool:
    """Who decides in the General Directorate puts a guide in force (administrative)."""
    return user.has_role(Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_keep_guide(user: User, record: Any) -> bool:
    """Who works in the General Directorate prepares the drafts."""
    return user.is_ministry


def may_read_guide(user: User, record: Any) -> bool:
    """What was published binds everybody; a draft is the ministry's own paper."""
    return record.status == VersionStatus.PUBLISHED or user.is_ministry
