"""Times the consolidated text of a protocol with twenty amendments and sixty clauses, against reading its rows alone.

    script/test --exec python -m tests.benchmarks.protocol_text

Prints the median and the 95th percentile in milliseconds, the bare reading of the same rows, their ratio, and the queries;
1 when the text takes longer than the goal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database

GOAL = 50.0
CLAUSES, AMENDMENTS, CALLS = 60, 20, 100
WORDS = "Giderler her ayın sonunda okulca bildirilir ve paydaş kuruluşça otuz gün içinde karşılanır. " * 12


def main() -> int:
    """Print the figures; 1 when the goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        key = _fill()
        text, queries = _timed(lambda: _text(key)), _queries(lambda: _text(key))
        bare = _timed(lambda: _rows(key))
    middle, high = median(text), quantiles(text, n=20)[-1]
    print(
        f"text after {AMENDMENTS} amendments of {CLAUSES} clauses: median {middle:.1f} ms, p95 {high:.1f} ms, {queries} queries"
    )
    print(f"the same rows read alone: {median(bare):.1f} ms, ×{middle / median(bare):.2f}")
    return 1 if high > GOAL else 0


def _fill() -> int:
    from accounts.choices import Role
    from protocols.acts import sign_amendment
    from tests.factories import make_school, make_user
    from tests.factories.protocols import make_amendment, make_change, make_clause, make_signed

    protocol = make_signed(make_school())
    protocol.clauses.all().delete()
    for number in range(1, CLAUSES + 1):
        make_clause(protocol, str(number), text=WORDS)
    expert = make_user(Role.EXPERT)
    for number in range(AMENDMENTS):
        amendment = make_amendment(protocol, by=expert)
        for place in range(5):
            make_change(amendment, str(1 + (number * 5 + place) % CLAUSES), f"{number}. {WORDS}")
        day = date(2026, 10, 1)
        sign_amendment(amendment, by=expert, on=day, signed_on=day, holds_from=day + timedelta(days=number))
    return protocol.pk


def _text(key: int) -> Any:
    from protocols.models import Protocol
    from protocols.snapshots import text_on

    return text_on(Protocol.objects.get(pk=key))


def _rows(key: int) -> Any:
    """What no way of computing could leave out: base, amendments and changes, as plain tuples."""
    from protocols.models import AmendmentChange, Protocol

    base = Protocol.objects.filter(pk=key).values_list("base").get()
    changes = AmendmentChange.objects.filter(amendment__protocol=key).values_list(
        "amendment__number", "amendment__holds_from", "kind", "clause", "title", "text"
    )
    return base, list(changes)


def _timed(call: Callable[[], Any]) -> list[float]:
    for _ in range(5):
        call()
    times = []
    for _ in range(CALLS):
        began = perf_counter()
        call()
        times.append((perf_counter() - began) * 1000)
    return times


def _queries(call: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


if __name__ == "__main__":
    raise SystemExit(main())
