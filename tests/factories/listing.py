"""Views that people keep of lists, and files of lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from accounts.models import User
from workflow.models import Export, SavedView


def make_view(by: User, **values: Any) -> SavedView:
    return SavedView.objects.create(**{"user": by, "listing": "okullar", "name": "Görünüm", **values})


def make_export(by: User, **values: Any) -> Export:
    shape = {"listing": "okullar", "title": "Okullar", "format": "csv", "expires_at": now() + timedelta(days=7)}
    return Export.objects.create(**{"by": by, **shape, **values})
