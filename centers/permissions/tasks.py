"""Tasks are given by the General Directorate (smm/5/1/h)."""

from __future__ import annotations

from typing import Any

from accounts.models import User


def may_prepare_task(user: User, record: Any) -> bool:
    return user.is_ministry


def may_give(user: User, record: Any) -> bool:
    """Anybody who works on centres in the General Directorate; the answer is what binds, not the asking."""
    return user.is_ministry
