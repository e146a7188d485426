"""Seals a day of the journal: a signature over all that was written until then."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import make_aware

from .journal import FIRST_HASH
from .models import JournalEntry, JournalSeal

CHUNK = 5000


def head_of(previous_head: str, hashes: list[str]) -> str:
    """The head after these entries: SHA-256 over the head before and the entries' hashes, in the order of writing."""
    running = hashlib.sha256(previous_head.encode())
    for value in hashes:
        running.update(value.encode())
    return running.hexdigest()


def signature_of(day: date, last_entry: int, entries: int, head: str) -> str:
    """HMAC-SHA256 (hex) by the seal key, which belongs to the environment and not to the database."""
    text = f"{day.isoformat()}:{last_entry}:{entries}:{head}"
    return hmac.new(settings.JOURNAL_SEAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def seal(day: date) -> JournalSeal | None:
    """Seal everything written up to the end of ``day`` and not sealed yet; ``None`` when there is nothing new.

    Waits for those who are writing, so that no entry with a lower key appears after the seal; an entry that was stamped after
    the day's end but written before its last one is sealed with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {JournalEntry._meta.db_table} IN SHARE MODE")
    last = JournalSeal.objects.order_by("day").last()
    if last is not None and last.day >= day:
        return None
    end = make_aware(datetime.combine(day + timedelta(days=1), time.min))
    new = JournalEntry.objects.filter(pk__gt=last.last_entry if last else 0)
    boundary = new.filter(at__lt=end).aggregate(last=Max("pk"))["last"]
    if boundary is None:
        return None
    found = list(new.filter(pk__lte=boundary).order_by("pk").values_list("pk", "hash"))
    head = head_of(last.head if last else FIRST_HASH, [value for _, value in found])
    last_entry, entries = found[-1][0], len(found)
    return JournalSeal.objects.create(
        day=day,
        last_entry=last_entry,
        entries=entries,
        head=head,
        signature=signature_of(day, last_entry, entries, head),
    )
