"""Tells users that something happened."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User

from .models import Notice


def tell(users: Iterable[User], text: str, url: str = "") -> int:
    """One notice for each user; returns how many were told."""
    return len(Notice.objects.bulk_create(Notice(user=user, text=text[:300], url=url[:300]) for user in users))
