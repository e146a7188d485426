"""Who may have the yearly report made."""

from __future__ import annotations

from typing import Any

from accounts.models import User


def may_report(user: User, place: Any) -> bool:
    """Have a year counted and printed: any duty of the General Directorate (idari usul)."""
    return user.is_ministry
