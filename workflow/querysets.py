"""Questions asked of versions, the journal, jobs and notices."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from .choices import JobState, VersionStatus


class VersionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def published(self) -> Self:
        return self.filter(status=VersionStatus.PUBLISHED)

    def in_force(self, on: date) -> Any:
        """The one published version in force on a day, or ``None``."""
        return (
            self.published().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on).first()
        )


class JournalQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, record: models.Model) -> Self:
        """The entries about one record, oldest first."""
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk)).order_by("sequence")


class JobQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(by=user)

    def running(self) -> Self:
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])


class NoticeQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)
