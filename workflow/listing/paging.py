"""Pages of lists that grow without end: nothing is counted beyond what is shown."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.functional import cached_property

from accounts.wording import is_searched

DEEP = 1_000  # rows before a page from which on it is read by its keys
FAR = 10_000  # rows that are counted and paged through at most; what lies further is found by search and filters


def _in_order(rows: QuerySet[Any], keys: list[Any]) -> list[Any]:
    """The rows of these keys, as the list reads them, in the order of the keys."""
    place = {key: position for position, key in enumerate(keys)}
    return sorted(rows.order_by().filter(pk__in=keys), key=lambda row: place[row.pk]) if keys else []


class Bounded(Paginator):  # type: ignore[type-arg]
    """Counts up to :data:`FAR`, so that a list of 400,000 rows answers as fast as one of 4,000.

    ``count`` is what can be paged through; ``has_more`` says that the list goes on behind it; ``told`` is the count in words.
    """

    def page(self, number: Any) -> Any:
        """A page that lies far is read by its keys: the rows before it are passed over in the index, not fetched."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        if number == 1 and self._is_searched:
            return self._get_page(_in_order(rows, self._first_found[0]), number, self)
        if first < DEEP or not isinstance(rows, QuerySet) or rows.query.distinct or rows.query.is_sliced:
            return super().page(number)
        keys = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        return self._get_page(_in_order(rows, keys), number, self)

    @property
    def _is_searched(self) -> bool:
        return isinstance(self.object_list, QuerySet) and is_searched(self.object_list)

    @cached_property
    def _first_found(self) -> tuple[list[Any], int]:
        """The keys of the first page and the number of all: one search for both, since finding is what takes the time."""
        rows: Any = self.object_list
        found = rows.annotate(of_all=Window(Count("*"))).values_list("pk", "of_all")[: self.per_page]
        keys_and_number = list(found)
        return [key for key, _ in keys_and_number], keys_and_number[0][1] if keys_and_number else 0

    @cached_property
    def reached(self) -> int:
        """How many rows there are, or one more than :data:`FAR`."""
        rows: Any = self.object_list
        if self._is_searched:
            return min(self._first_found[1], FAR + 1)
        if isinstance(rows, QuerySet):
            # The order does not change the number; without it the database stops as soon as it has counted enough.
            return int(rows.order_by()[: FAR + 1].count())
        return min(len(rows), FAR + 1)

    @cached_property
    def count(self) -> int:
        return min(self.reached, FAR)

    @property
    def has_more(self) -> bool:
        return self.reached > FAR

    @property
    def told(self) -> str:
        """The number as people read it: “1.234”, or “10.000’den çok”."""
        return f"{intcomma(FAR)}’den çok" if self.has_more else str(intcomma(self.count))
