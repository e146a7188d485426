"""Writes the security log: what happened to accounts and sessions, apart from the acts on records."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.http import HttpRequest

from .models import SecurityEvent, User

MOST_NAME = 150


def note(
    kind: str,
    *,
    user: User | None = None,
    request: HttpRequest | None = None,
    username: str = "",
    details: dict[str, Any] | None = None,
) -> SecurityEvent:
    """Append one line. ``username``: as it was typed, where no account stands behind it; never a password or a code."""
    return SecurityEvent.objects.create(
        kind=kind,
        user=user,
        username=(username or (user.username if user else ""))[:MOST_NAME].replace("\x00", ""),
        address=_address(request),
        details=details or {},
    )


def _address(request: HttpRequest | None) -> str | None:
    """The caller's address as axes reckons it behind the trusted proxies; none outside a request."""
    return get_client_ip_address(request) or None if request else None
