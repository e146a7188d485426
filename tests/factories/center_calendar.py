"""Secret addresses of calendars, with their secrets."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts.calendar import take_address
from centers.models import CalendarAddress

from . import TODAY, make_user


def make_calendar_address(user: User | None = None, **of: Any) -> tuple[CalendarAddress, str]:
    """An address of somebody of the General Directorate unless said otherwise, and its secret."""
    return take_address(by=user or make_user(Role.EXPERT), on=TODAY, **of)
