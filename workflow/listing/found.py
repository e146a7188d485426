"""Pages of a list that is searched: read along the list where hits lie close together, else by the index of words."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from accounts.finding import Search, number_up_to, page_in_order, unsearched
from accounts.wording import first_along, rows_of

ENOUGH = 500  # hits that are counted in a large table, where there are so many that they lie close together
READ = 4_000  # rows along a list at most
STRETCHED = 2  # times that many, where the index gives more hits still, since each of those is fetched too
AHEAD = 4  # hits that the index must give for each row read along the list, since hits seldom lie evenly
EVENLY = 1.3  # times the rows that so many hits would need, did they lie evenly; beyond what is read it is not tried
REACHED_TWICE = 2  # what a hit costs that is reached over another table


def in_order(rows: QuerySet[Any], keys: list[Any]) -> list[Any]:
    """The rows of these keys, as the list reads them, in the order of the keys."""
    place = {key: position for position, key in enumerate(keys)}
    return sorted(rows.order_by().filter(pk__in=keys), key=lambda row: place[row.pk]) if keys else []


class FoundRows:
    """The rows that a search finds, in pages of ``size``; counted up to ``far``."""

    def __init__(self, rows: QuerySet[Any], search: Search, size: int, far: int) -> None:
        self.search, self.size = search, size
        self.asked = 1  # the page that is wanted, as far as that is known before the rows are counted
        self.all = unsearched(rows)
        self._pages: dict[int, tuple[list[Any], int]] = {}
        self.table, self.far = rows_of(rows.model._meta.db_table), far

    @cached_property
    def bound(self) -> int:
        """How many rows are counted at most."""
        return ENOUGH if self._walked and self.table > self.far else self.far

    def page(self, number: int) -> list[Any]:
        last = number * self.size
        walked = self._walked if last <= len(self._walked) else self._along(number)
        return in_order(self.all, walked[last - self.size : last] or self._by_index(number)[0])

    @cached_property
    def reached(self) -> int:
        """How many rows are found, or one more than the bound."""
        if not self._walked:
            return min(self._by_index(self.asked)[1], self.bound + 1)
        return self._counted(self.bound + 1)

    def _counted(self, wanted: int) -> int:
        if self.search.is_abundant:
            return int(self.search.by_rows(self.all.order_by())[:wanted].count())
        if self.search.is_of_others and self.bound == ENOUGH:
            # Each of them has a row as a rule, and then some of them are enough.
            some = number_up_to(self.search.by_index(self.all, holders=2 * wanted), wanted)
            if some == wanted:
                return some
        return number_up_to(self.search.by_index(self.all), wanted)

    def _by_index(self, number: int) -> tuple[list[Any], int]:
        """The keys of a page and the number of all rows found."""
        if number not in self._pages:
            self._pages[number] = page_in_order(self.search.by_index(self.all), (number - 1) * self.size, self.size)
        return self._pages[number]

    @cached_property
    def _walked(self) -> list[Any]:
        """The keys up to the end of the page that is wanted, else of the first page, where those lie near the beginning."""
        return self._along(self.asked) or (self._along(1) if self.asked > 1 else [])

    def _along(self, number: int) -> list[Any]:
        """The keys of so many whole pages, where these lie near the beginning of the list; else none."""
        if not self._lie_close:
            return []
        last = number * self.size
        most = max(READ, min(int(self.search.share * self.table), STRETCHED * READ))
        if EVENLY * last > most * self.search.share:
            return []
        keys = first_along(self.all.annotate(spaced=self.search.text), "spaced", self.search.asked, last, read=most)
        return keys if len(keys) == last else []

    @cached_property
    def _lie_close(self) -> bool:
        share = self.search.share
        dear = REACHED_TWICE if self.search.is_of_others else 1
        return share > 0 and AHEAD * self.size / share < share * self.table * dear
