"""How long the change feed is kept, and how it is begun anew where its numbers no longer fit the database."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import now

from workflow.models import Change, FeedKeeping, FeedState
from workflow.models.feed import USUAL_DAYS, new_era

from .reading import state

AT_ONCE = 10_000  # rows of one short transaction: a long one would hold up every reader


def days_kept(on: date) -> int:
    """The days for which rows are kept, by the setting in force on a day."""
    setting = FeedKeeping.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return setting.days if setting else USUAL_DAYS


def forget_old(*, on: date) -> int:
    """Delete the rows that are kept no longer, oldest first; returns how many."""
    oldest_kept = now() - timedelta(days=days_kept(on))
    last = Change.objects.settled().filter(at__lt=oldest_kept).aggregate(last=Max("xact"))["last"]
    if last is None:
        return 0
    state()
    FeedState.objects.filter(pk=1, forgotten_xact__lt=last).update(forgotten_xact=last)
    count = 0
    while keys := list(
        Change.objects.filter(xact__lte=last).order_by("xact", "pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        count += Change.objects.filter(pk__in=keys).delete()[0]
    return count


def belongs_elsewhere() -> bool:
    """Whether rows carry transactions that this database has not had: it was restored from another one's copy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT max(xact) FROM workflow_change), 0) "
            ">= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        )
        return bool(cursor.fetchone()[0])


@transaction.atomic
def begin_anew() -> None:
    """Empty the feed and give it another number: every cursor is told by 410 to start over."""
    state()
    Change.objects.all().delete()
    FeedState.objects.filter(pk=1).update(era=new_era(), forgotten_xact=0)
