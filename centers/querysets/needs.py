"""The needs of centres: by who sees them, and those that are not answered."""

from __future__ import annotations

from typing import Self

from centers.choices.needs import NeedStatus

from .centers import OfCenterQuerySet


class NeedQuerySet(OfCenterQuerySet):
    def open(self) -> Self:
        return self.filter(status=NeedStatus.OPEN)
