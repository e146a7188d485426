"""When a statement is to be paid, and how old what was not paid is: pure arithmetic of days, no clock (idari usul)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Days after the last day of payment, both included; ``most`` of the last one is open."""

    key: str
    words: str
    least: int
    most: int | None

    def holds(self, days: int) -> bool:
        return self.least <= days and (self.most is None or days <= self.most)

    def due_between(self, on: date) -> tuple[date | None, date]:
        """The last days of payment that lie in this bucket on ``on``: from (open where ``None``) and to, both included."""
        first = None if self.most is None else on - timedelta(days=self.most)
        return first, on - timedelta(days=self.least)


BUCKETS = (
    Bucket("0-30", "0–30 gün", 1, 30),
    Bucket("31-60", "31–60 gün", 31, 60),
    Bucket("61-90", "61–90 gün", 61, 90),
    Bucket("90-ustu", "90 günden çok", 91, None),
)
BUCKET_OF = {bucket.key: bucket for bucket in BUCKETS}


def days_late(due_on: date, on: date) -> int:
    """Days since the last day of payment; 0 on that day and before it."""
    return max(0, (on - due_on).days)


def bucket_of(due_on: date, on: date) -> Bucket | None:
    """Where what was due on that day lies; none while it is not late."""
    days = days_late(due_on, on)
    return next((bucket for bucket in BUCKETS if bucket.holds(days)), None)


def last_day_of_payment(since: date, days: int, is_working: Callable[[date], bool]) -> date:
    """So many days after ``since``; one that is no working day gives way to the next that is."""
    day = since + timedelta(days=days)
    while not is_working(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed by (or to) one key since one day: an amount over so many statements."""

    key: int
    due_on: date
    amount: Decimal
    count: int = 1


@dataclass(frozen=True, slots=True)
class Aged:
    """One key's late debts: amounts and counts in the order of :data:`BUCKETS`, with the day of the oldest."""

    key: int
    amounts: tuple[Decimal, ...]
    counts: tuple[int, ...]
    oldest: date

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, ZERO)

    @property
    def count(self) -> int:
        return sum(self.counts)


def age(debts: Iterable[Debt], on: date) -> tuple[Aged, ...]:
    """The late debts by key, the greatest sum first; what is not late or is nothing is left out."""
    amounts: dict[int, list[Decimal]] = {}
    counts: dict[int, list[int]] = {}
    oldest: dict[int, date] = {}
    for debt in debts:
        bucket = bucket_of(debt.due_on, on)
        if bucket is None or debt.amount <= 0:
            continue
        place = BUCKETS.index(bucket)
        amounts.setdefault(debt.key, [ZERO] * len(BUCKETS))[place] += debt.amount
        counts.setdefault(debt.key, [0] * len(BUCKETS))[place] += debt.count
        oldest[debt.key] = min(debt.due_on, oldest.get(debt.key, debt.due_on))
    found = [Aged(key, tuple(of_key), tuple(counts[key]), oldest[key]) for key, of_key in amounts.items()]
    return tuple(sorted(found, key=lambda aged: (-aged.total, aged.key)))


def together(rows: Iterable[Aged]) -> tuple[tuple[Decimal, ...], tuple[int, ...]]:
    """Amounts and counts by bucket over all keys."""
    listed = list(rows)
    amounts = tuple(sum((row.amounts[place] for row in listed), ZERO) for place in range(len(BUCKETS)))
    return amounts, tuple(sum(row.counts[place] for row in listed) for place in range(len(BUCKETS)))
