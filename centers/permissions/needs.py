"""Needs are kept by the centre's coordinators, and by the directorate of its school (smm/5/1/a, smm/8/1, smm/9/1)."""

from __future__ import annotations

from typing import Any

from accounts.models import User

from .chain import may_write


def may_note(user: User, center: Any) -> bool:
    """Asked of the centre itself, before there is a record."""
    return may_write(user, _of(center))


class _of:  # noqa: N801 - stands where a record would
    def __init__(self, center: Any) -> None:
        self.center = center


may_keep_need = may_write
