"""Who wrote a record last, and when: by the journal, by its history, or by the admin's own log."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from workflow.history.kinds import kept_of
from workflow.history.timeline import story
from workflow.models import JournalEntry

SOMEBODY = "Başka bir kullanıcı"


def last_change(record: models.Model) -> tuple[str, datetime | None]:
    """The newest of what is known; :data:`SOMEBODY` where nothing is."""
    known: list[tuple[datetime, str]] = []
    if kept_of(record) is not None:
        known += [(row["at"], str(row["by_name"])) for row in story(record, size=1).entries]
    elif entry := JournalEntry.objects.of(record).last():
        known.append((entry.at, entry.by_name))
    kind = ContentType.objects.get_for_model(record)
    written = LogEntry.objects.filter(content_type=kind, object_id=str(record.pk)).select_related("user").first()
    if written is not None:
        known.append((written.action_time, str(written.user)))
    at, who = max(known, default=(None, SOMEBODY))
    return who, at
