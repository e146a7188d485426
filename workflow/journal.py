"""Writes the journal: one entry an act, each carrying the hash of the record's entry before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.timezone import now

from accounts.models import Duty, User
from accounts.standing import in_words, lent_to

from .copying import copy_rows
from .models import JournalEntry

FIRST_HASH = "0" * 64
IN_PLACE_OF = "in_place_of"  # the key under which an entry's details name whoever was on leave
HASHED = (
    "record_kind",
    "record_id",
    "record_label",
    "sequence",
    "act",
    "label",
    "before",
    "after",
    "cites",
    "by_id",
    "by_name",
    "on",
    "at",
    "details",
    "previous_hash",
)


# All columns but those that the database fills by itself.
COPIED = [str(field.column) for field in JournalEntry._meta.concrete_fields if field.name not in {"id", "xact"}]


def plain(value: Any) -> Any:
    """A value as JSON can hold it: records by kind, key and name, files by name, dates in ISO form."""
    match value:
        case None | bool() | int() | str() | float():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case models.Model():
            return {"kind": value._meta.label_lower, "id": str(value.pk), "label": str(value)}
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset() | models.QuerySet():
            return [plain(item) for item in value]
        case _:
            return str(getattr(value, "name", value))


def digest(entry: JournalEntry) -> str:
    """SHA-256 (hex) of the entry's canonical JSON; the same before it is saved and after it is read back."""
    content = {name: plain(getattr(entry, name)) for name in HASHED}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def named(by: Any, in_place_of: Duty | None = None) -> str:
    """Who acted, as the journal shows it: also in whose place."""
    name = str(by) if by else "Sistem"
    return f"{name} ({in_place_of.user} yerine)"[:300] if in_place_of else name


def standing(by: Any, in_place_of: Duty | None = None) -> dict[str, Any]:
    """What the journal says of somebody who substitutes: the duty that was needed, or else all that were exercised that day."""
    if in_place_of is not None:
        return {
            IN_PLACE_OF: {
                "person": in_place_of.user_id,
                "name": str(in_place_of.user),
                "duty": in_place_of.get_role_display(),
            }
        }
    lent = lent_to(by) if isinstance(by, User) else []
    return {"substituting": [in_words(duty) for duty in lent]} if lent else {}


def record_act(
    record: models.Model,
    *,
    act: str,
    label: str,
    by: Any,
    on: date,
    before: str = "",
    after: str = "",
    cites: str = "",
    details: dict[str, Any] | None = None,
    in_place_of: Duty | None = None,
) -> JournalEntry:
    """Append one entry about ``record``; the caller holds the record's row lock or has just created it.

    ``in_place_of``: the duty of somebody on leave by which ``by`` might do it, as :func:`duty_that_lets` finds it.
    """
    last = JournalEntry.objects.of(record).only("sequence", "hash").last()
    entry = JournalEntry(
        record_kind=record._meta.label_lower,
        record_id=str(record.pk),
        record_label=str(record)[:300],
        sequence=last.sequence + 1 if last else 1,
        act=act,
        label=label,
        before=before,
        after=after,
        cites=cites,
        by=by,
        by_name=named(by, in_place_of),
        on=on,
        at=now(),
        details=plain({**(details or {}), **standing(by, in_place_of)}),
        previous_hash=last.hash if last else FIRST_HASH,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    return entry


def record_acts(
    records: Sequence[models.Model],
    *,
    act: str,
    label: str,
    by: Any,
    on: date,
    before: str = "",
    after: str = "",
    cites: str = "",
    details: Mapping[Any, dict[str, Any]],
) -> None:
    """Append one entry about each record, as :func:`record_act` does, in two statements; ``details`` by key.

    The caller holds the row locks of all records, which are of one model.
    """
    if not records:
        return
    kind, said = records[0]._meta.label_lower, standing(by)
    alike = {
        "record_kind": kind, "act": act, "label": label, "before": before, "after": after, "cites": cites, "by": by,
        "by_name": named(by), "on": on, "at": now(),
    }  # fmt: skip
    last = _last_entries(kind, [str(record.pk) for record in records])
    entries = (
        _chained(last.get(str(record.pk)), _entry(record, alike, {**details[record.pk], **said})) for record in records
    )
    copy_rows(JournalEntry._meta.db_table, COPIED, map(_cells, entries), never_null=("before", "after", "cites"))


def _cells(entry: JournalEntry) -> list[Any]:
    return [
        json.dumps(entry.details, ensure_ascii=False) if name == "details" else getattr(entry, name) for name in COPIED
    ]


def _entry(record: models.Model, alike: Mapping[str, Any], details: dict[str, Any]) -> JournalEntry:
    return JournalEntry(record_id=str(record.pk), record_label=str(record)[:300], details=plain(details), **alike)


def _last_entries(kind: str, keys: list[str]) -> dict[str, tuple[int, str]]:
    """Number and hash of the newest entry about each record of a kind, by its key."""
    rows = JournalEntry.objects.filter(record_kind=kind, record_id__in=keys).order_by("record_id", "-sequence")
    newest = rows.distinct("record_id").values_list("record_id", "sequence", "hash")
    return {key: (sequence, hash_) for key, sequence, hash_ in newest}


def _chained(last: tuple[int, str] | None, entry: JournalEntry) -> JournalEntry:
    sequence, hash_ = last or (0, FIRST_HASH)
    entry.sequence, entry.previous_hash = sequence + 1, hash_
    entry.hash = digest(entry)
    return entry
