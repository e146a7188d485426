"""What the worker of the tests is asked to do: as slow and as fallible as real work, and visible in the database."""

from __future__ import annotations

import time
from typing import Any

from celery import shared_task
from django.db import connection


def _note(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO worker_notes (said) VALUES (%s)", [text])


@shared_task
def note_slowly(*, text: str, seconds: float, **_: Any) -> None:
    """Works for some seconds, then leaves its note."""
    time.sleep(seconds)
    _note(text)


@shared_task
def fail(**_: Any) -> None:
    raise ValueError("bilerek")
