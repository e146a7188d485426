"""Pages of lists that grow without end: nothing is counted beyond what is shown."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.finding import search_of

from .found import FoundRows, in_order

DEEP = 1_000  # rows before a page from which on it is read by its keys
FAR = 10_000  # rows that are counted and paged through at most; what lies further is found by search and filters


class Bounded(Paginator):  # type: ignore[type-arg]
    """Counts up to :data:`FAR`, so that a list of 400,000 rows answers as fast as one of 4,000.

    ``count`` is what can be paged through; ``has_more`` says that the list goes on behind it; ``told`` is the count in words.
    """

    def get_page(self, number: Any) -> Any:
        if self._found and str(number or "").isdecimal():
            self._found.asked = min(max(int(number), 1), FAR)
        return super().get_page(number)

    def page(self, number: Any) -> Any:
        """A page that lies far is read by its keys: the rows before it are passed over in the index, not fetched."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        if self._found:
            return self._get_page(self._found.page(number), number, self)
        if first < DEEP or not isinstance(rows, QuerySet) or rows.query.distinct or rows.query.is_sliced:
            return super().page(number)
        keys = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        return self._get_page(in_order(rows, keys), number, self)

    @cached_property
    def _found(self) -> FoundRows | None:
        rows: Any = self.object_list
        if not isinstance(rows, QuerySet) or rows.query.distinct or rows.query.is_sliced:
            return None
        search = search_of(rows)
        return FoundRows(rows, search, self.per_page, FAR) if search else None

    @property
    def bound(self) -> int:
        """How many rows are counted and paged through at most."""
        return self._found.bound if self._found else FAR

    @cached_property
    def reached(self) -> int:
        """How many rows there are, or one more than the bound."""
        rows: Any = self.object_list
        if self._found:
            return self._found.reached
        if isinstance(rows, QuerySet):
            # The order does not change the number; without it the database stops as soon as it has counted enough.
            # By their keys: what a page shows beside them is not computed for rows that are only counted.
            return int(rows.order_by().values("pk")[: FAR + 1].count())
        return min(len(rows), FAR + 1)

    @cached_property
    def count(self) -> int:
        return min(self.reached, self.bound)

    @property
    def has_more(self) -> bool:
        return self.reached > self.bound

    @property
    def told(self) -> str:
        """The number as people read it: “1.234”, or “10.000’den çok”."""
        return f"{intcomma(self.bound)}’den çok" if self.has_more else str(intcomma(self.count))
