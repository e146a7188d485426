"""Questions asked of versions, the journal, jobs, notices and calls."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from accounts.choices import Role
from accounts.finding import Search
from accounts.prepared import fetch
from accounts.wording import Asked, Folded, TextWords, holding, key_of, words_of

from .choices import JobState, SharedWith, VersionStatus
from .working_days import WorkingDays


class VersionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def published(self) -> Self:
        return self.filter(status=VersionStatus.PUBLISHED)

    def holding(self, on: date) -> Self:
        """The published version in force on a day, or none, as a selection."""
        return self.published().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)

    def in_force(self, on: date) -> Any:
        """The one published version in force on a day, or ``None``."""
        return self.holding(on).first()


class JournalQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, record: models.Model) -> Self:
        """The entries about one record, oldest first."""
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk)).order_by("sequence")

    def found(self, text: str) -> Self:
        """Entries in whose record's name and person's name each word begins a word; or about the record of this key."""
        typed = text.strip()
        if not typed:
            return self
        asked = [Asked(word) for word in words_of(key_of(typed))]
        is_key = self.model.objects.filter(record_id=typed).exists()
        if not asked:
            return self.filter(record_id=typed)
        words = Q(words=holding(asked)) | Q(record_id=typed) if is_key else Q(words=holding(asked))
        names = Concat(F("record_label"), Value(" "), F("by_name"))
        return Search(
            asked,
            "journalentry_words",
            self.model.objects.all(),
            lambda entries: entries.alias(words=TextWords(names)).filter(words),
            None if is_key else Concat(Value(" "), Folded(names), output_field=models.TextField()),
            is_stored=False,
        ).filter(self)


class JobQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(by=user)

    def running(self) -> Self:
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])


class AccountRequestQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A province its own requests; the General Directorate, administrators and auditors all."""
        if user.scope.everywhere and not user.has_role(Role.CLIENT):
            return self
        return self.filter(province__in=user.scope.provinces) if user.is_province else self.none()


class CommentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, record: models.Model) -> Self:
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk))

    def for_sides(self, sides: Any) -> Self:
        """What these sides may read; whether they see the record is asked of the record."""
        return self.filter(side__in=[*sides, "both"]) if sides else self.none()


class AssignmentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, record: models.Model) -> Self:
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk))

    def open(self) -> Self:
        return self.filter(ended_at=None)


class NoticeQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class NoticePreferenceQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user)


class DayOffQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def calendar(self) -> WorkingDays:
        """What working days are counted by: the law's, and these."""
        return WorkingDays(frozenset(self.days()))

    def days(self) -> Self:
        return self.order_by().values_list("day", flat=True)


class CallCountQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def count_one(self, caller: str, begins_at: int) -> int:
        """Count a call, in one statement that no other call can come between; this call's number in its window."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        sql = (
            f"INSERT INTO {table} AS counted (caller, begins_at, calls) VALUES (%s, %s, 1) "  # noqa: S608 - our table
            "ON CONFLICT (caller, begins_at) DO UPDATE SET calls = counted.calls + 1 RETURNING calls"
        )
        return int(fetch(sql, [caller, begins_at])[0][0])

    def before(self, moment: float) -> Self:
        return self.filter(begins_at__lt=moment)


class SavedViewQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """One's own, those shared with one's provinces, and with the ministry for the ministry."""
        seen = Q(user=user) | Q(shared_with=SharedWith.PROVINCE, province__in=user.scope.provinces)
        return self.filter(seen | Q(shared_with=SharedWith.MINISTRY) if user.is_ministry else seen)


class ExportQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(by=user)
