"""Entries of centres as a calendar that programs subscribe to; of people nothing stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import get_current_timezone, now

from centers.choices.calendar import EntryKind
from centers.rules.calendar import Entry
from workflow.icalendar import Event, calendar

CONTENT_TYPE = "text/calendar; charset=utf-8"
ONE_DAY = timedelta(days=1)
WORDS = dict(EntryKind.choices)


def as_icalendar(entries: Iterable[Entry], *, name: str) -> str:
    base = settings.SITE_URL.rstrip("/")
    host = base.split("//")[-1].split("/")[0]
    return calendar(*(_event(entry, base, host) for entry in entries), made_at=now(), name=name)


def _event(entry: Entry, base: str, host: str) -> Event:
    days = entry.last - entry.first + ONE_DAY
    timed = entry.starts_at is not None
    zone = get_current_timezone()
    return Event(
        uid=f"merkez-{entry.key}@{host}",
        begins=datetime.combine(entry.first, entry.starts_at, zone) if entry.starts_at else entry.first,
        lasts=timedelta(minutes=entry.minutes) if timed else days,
        summary=entry.title,
        place=entry.place,
        description=f"{WORDS[entry.kind]}\n{entry.center}" + (f"\n{entry.state}" if entry.state else ""),
        url=f"{base}{entry.url}",
        sequence=entry.revision,
        cancelled=entry.cancelled,
    )
