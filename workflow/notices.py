"""Tells users that something happened; a task that runs again tells nobody twice."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User

from .models import Notice


def tell(users: Iterable[User], text: str, url: str = "", *, occasion: str = "") -> None:
    """One notice for each user. ``occasion`` names what happened (record, entry): each user hears of it once."""
    Notice.objects.bulk_create(
        [
            Notice(user=user, text=text[:300], url=url[:300], occasion=occasion)
            for user in {u.pk: u for u in users}.values()
        ],
        ignore_conflicts=bool(occasion),
    )
