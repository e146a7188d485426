"""The places of a quota as rows for people: what holds, and what is asked for instead."""

from __future__ import annotations

from dataclasses import dataclass

from transfers.models import Quota
from transfers.rules.quotas import PLACES, RESERVED


@dataclass(frozen=True, slots=True)
class Row:
    """Places of one kind; the second figure of each pair is what of them is kept for a group."""

    label: str
    now: int
    reserved: int
    asked: int | None
    asked_reserved: int | None

    @property
    def changes(self) -> bool:
        return self.asked is not None and (self.asked, self.asked_reserved) != (self.now, self.reserved)


def places_of(quota: Quota) -> list[Row]:
    asked = quota.asked or {}
    reserved = {of: name for name, of in RESERVED.items()}
    return [
        Row(
            label[0].upper() + label[1:],
            getattr(quota, name),
            getattr(quota, reserved[name]),
            asked.get(name),
            asked.get(reserved[name]),
        )
        for name, label in PLACES.items()
    ]
