"""Pages of lists that grow without end: nothing is counted beyond what is shown."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.utils.functional import cached_property

FAR = 10_000  # rows that are counted at most, so that the last page is told honestly up to there


class Uncounted(Paginator):  # type: ignore[type-arg]
    """Counts to a limit; what lies further is found by search and filters."""

    @cached_property
    def count(self) -> int:
        return len(self.object_list.order_by().values_list("pk")[:FAR])  # type: ignore[union-attr]
