"""Keeps the demonstration's accounts, whose passwords everybody may know, out of production."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from .models import User

SENTENCE = "Demo accounts are in this database; production does not start with them. Use a database of its own."


def has_demo_accounts() -> bool:
    """Whether an account of the demonstration is here; no, where there are no tables yet."""
    try:
        return User.objects.filter(is_demo=True, is_active=True).exists()
    except DatabaseError:
        return False


def refuse_in_production() -> None:
    """End the process that is starting: called by the web, the worker and beat before they take any work."""
    if settings.REFUSES_DEMO_ACCOUNTS and has_demo_accounts():
        # Celery takes stderr over; the original one is what an operator reads.
        (sys.__stderr__ or sys.stderr).write(f"{SENTENCE}\n")
        raise SystemExit(1)


@register(Tags.database)
def check_demo_accounts(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """``manage.py check --database default``, and every ``migrate``, say the same."""
    if databases and settings.REFUSES_DEMO_ACCOUNTS and has_demo_accounts():
        return [Error(SENTENCE, id="accounts.E001")]
    return []
