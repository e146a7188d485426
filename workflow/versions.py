"""Room for a version that is put in force: the one before it ends, another one in its days is named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .refusals import Invalid


def make_room(versions: Any, valid_from: date, valid_until: date | None) -> None:
    """An open-ended version ends on the day before; one that would overlap still is named. ``versions``: their manager."""
    published = versions.select_for_update().published()
    for before in published.filter(valid_until=None, valid_from__lt=valid_from):
        before.valid_until = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_until"])
    for other in published.filter(valid_from__lte=valid_until or date.max):
        if other.valid_until is None or other.valid_until >= valid_from:
            fault = f"“{other}” sürümü bu günlerde yürürlüktedir."
            raise Invalid(fault, {"valid_from": fault})
