"""Personal data that stands masked on the pages: shown to whoever says why, and written to the journal each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.models import User
from workflow.journal import record_act
from workflow.refusals import Invalid

LEAST_REASON = 10  # characters


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record with masked data. ``rows(user)``: those whose data the user may ask for; ``fields``: name → label.

    ``shown``: how a field is read, where it is not as it is stored.
    """

    label: str
    rows: Callable[[User], QuerySet[Any]]
    fields: dict[str, str]
    shown: dict[str, Callable[[Any], str]] = field(default_factory=dict)

    def read(self, record: Any, name: str) -> str:
        return (self.shown[name](record) if name in self.shown else str(getattr(record, name) or "")) or "–"


KINDS: dict[str, Kind] = {}


def may_be_revealed(name: str, kind: Kind) -> None:
    """Add a kind under the name that stands in its addresses; the room that owns the record calls this once."""
    KINDS[name] = kind


@transaction.atomic
def reveal(record: Model, kind: Kind, *, by: User, on: date, reason: str) -> dict[str, str]:
    """The record's masked data by label, after it is journalled who read whose data and why."""
    if len(reason.strip()) < LEAST_REASON:
        sentence = "Neden görmeniz gerektiğini bir cümleyle yazın."
        raise Invalid(sentence, {"reason": sentence})
    type(record)._base_manager.select_for_update().get(pk=record.pk)
    record_act(
        record,
        act="reveal",
        label="Kişisel veri gösterildi",
        by=by,
        on=on,
        details={"fields": list(kind.fields), "reason": reason.strip()},
    )
    return {label: kind.read(record, name) for name, label in kind.fields.items()}
