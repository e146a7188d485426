"""Verifies the journal: every entry against its hash, its chain and the daily seals; names the first that is broken."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from .journal import FIRST_HASH, digest
from .models import JournalEntry, JournalSeal
from .sealing import CHUNK, head_of, signature_of


@dataclass(frozen=True, slots=True)
class Break:
    """Where the journal is broken, and how (Turkish)."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def first_break() -> Break | None:
    """The first broken entry in the order of writing, else the first broken seal; ``None`` when all is whole."""
    return next(_broken_entries(), None) or next(_broken_seals(), None)


def _broken_entries() -> Iterator[Break]:
    """Streams the journal; what is kept in memory is the last hash of each record."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for entry in JournalEntry.objects.order_by("pk").iterator(CHUNK):
        key = (entry.record_kind, entry.record_id)
        sequence, previous = last.get(key, (0, FIRST_HASH))
        if reason := _fault(entry, sequence, previous):
            yield Break(f"satır {entry.pk} ({entry.record_kind} {entry.record_id}, {entry.sequence}. işlem)", reason)
        last[key] = (entry.sequence, entry.hash)


def _fault(entry: JournalEntry, sequence: int, previous: str) -> str:
    if entry.sequence != sequence + 1:
        return f"kaydın {sequence + 1}. satırı eksik"
    if entry.previous_hash != previous:
        return "önceki satırın özetiyle bağı kopuk"
    if digest(entry) != entry.hash:
        return "içeriği sonradan değiştirilmiş"
    return ""


def _broken_seals() -> Iterator[Break]:
    head, last_entry = FIRST_HASH, 0
    for seal in JournalSeal.objects.order_by("day"):
        place = f"{seal.day:%d.%m.%Y} mührü"
        expected = signature_of(seal.day, seal.last_entry, seal.entries, seal.head)
        if not hmac.compare_digest(expected, seal.signature):
            yield Break(place, "imza geçersiz")
        rows = JournalEntry.objects.filter(pk__gt=last_entry, pk__lte=seal.last_entry).order_by("pk")
        hashes = list(rows.values_list("hash", flat=True))
        if len(hashes) != seal.entries:
            yield Break(place, f"{seal.entries} satır mühürlenmiş, {len(hashes)} satır var")
        elif head_of(head, hashes) != seal.head:
            yield Break(place, "mühürlenen satırlar değişmiş")
        head, last_entry = seal.head, seal.last_entry
