"""Moves the history of the test's transaction to other days, as if it had been written then."""

from __future__ import annotations

from datetime import datetime

import pgtrigger

from workflow.models import RowVersion


class Calendar:
    """What was written since the last call is dated; rows of one call share a transaction of their own."""

    def __init__(self) -> None:
        self.last, self.xact = self._head(), 0

    def _head(self) -> int:
        return RowVersion.objects.order_by("-id").values_list("id", flat=True).first() or 0

    def date(self, moment: datetime) -> int:
        """Date what is new; returns how many versions that were."""
        self.xact -= 1
        with pgtrigger.ignore("workflow.RowVersion:append_only"):
            moved = RowVersion.objects.filter(id__gt=self.last).update(at=moment, xact=self.xact)
        self.last = self._head()
        return moved
