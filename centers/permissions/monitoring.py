"""Who opens and closes a monitoring period, writes findings, and answers them (smm/11/1; who does what is administrative)."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .chain import may_write


def may_monitor(user: User, record: Any) -> bool:
    """The General Directorate, and the provincial directorate in its province."""
    return user.is_ministry or (user.is_province and user.scope.covers(record.center.school))


def may_open_monitoring(user: User, center: Any) -> bool:
    """The same, asked of the centre."""
    return user.is_ministry or (user.is_province and user.scope.covers(center.school))


def may_assess(user: User, record: Any) -> bool:
    """The centre assesses itself, and carries out what improves it."""
    return may_write(user, record)


def may_improve(user: User, record: Any) -> bool:
    """Improvements are planned by the centre, or by who monitors it."""
    return may_assess(user, record) or may_monitor(user, record)
