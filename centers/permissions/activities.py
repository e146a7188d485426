"""Activities are run by the centre; a central one is coordinated by the General Directorate, a local one by the province (smm/5/2)."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from centers.choices.activities import ActivityLevel
from centers.rules.chain import Level

from .chain import is_at, may_write

may_run = may_write


def may_cancel(user: User, record: Any) -> bool:
    """Whoever coordinates it; the General Directorate any."""
    if user.is_ministry:
        return True
    is_local = getattr(record, "level", ActivityLevel.LOCAL) == ActivityLevel.LOCAL
    return is_local and is_at(user, Level.PROVINCE, record.center.school)
