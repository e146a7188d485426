"""What is asked before a version is put in force: two people, and room; the one before it ends, another in its days is named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings

from accounts.models import User

from .history.writers import writers_of
from .refusals import Invalid

OWN_DRAFT = "Taslağı yazan veya değiştiren kişi onu yayımlayamaz; bir başka yetkili yayımlar (idari usul)."


def is_own_draft(version: Any, by: User) -> bool:
    """Whether the user wrote the version, so that somebody else has to publish it."""
    return settings.PUBLISHING_NEEDS_TWO and writers_of(version).filter(pk=by.pk).exists()


def refuse_own_draft(version: Any, by: User) -> None:
    if is_own_draft(version, by):
        raise Invalid(OWN_DRAFT)


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
