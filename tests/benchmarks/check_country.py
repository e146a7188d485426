"""Times the check of the whole register: 4,000 institutions × 4 designations, from PostgreSQL to stored findings.

    script/test --exec python -m tests.benchmarks.check_country

Makes a country of its own in a database of its own, checks it some times, and prints the median with its parts, beside the
bare limit: writing the same rows by COPY, without gathering or asking anything. With ``--here`` it measures the schools of the
configured database (demo data, say) and renews their standings there, as the nightly check does.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median
from time import perf_counter

GOAL = 3.0  # seconds
TODAY = date(2026, 10, 1)


def main() -> int:
    """Print the timings; 1 when the goal is missed."""
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    if asked.here:
        return measure(asked.runs)
    with a_country_of(asked.schools):
        return measure(asked.runs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the check of the whole register.")
    parser.add_argument("--schools", type=int, default=4000, help="institutions to make up (4000)")
    parser.add_argument("--runs", type=int, default=5, help="measurements, of which the median counts (5)")
    parser.add_argument("--here", action="store_true", help="measure the configured database as it is")
    return parser.parse_args()


@contextmanager
def a_country_of(schools: int) -> Iterator[None]:
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.benchmarks.country import build

    made = setup_databases(verbosity=0, interactive=False)
    try:
        build(schools)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
    finally:
        teardown_databases(made, verbosity=0)


def measure(runs: int) -> int:
    """Time the whole check, its parts, and the bare limit; the first check, on cold tables, is told apart."""
    from designations.models import Standing

    first = _seconds(_check)
    whole = median(_seconds(_check) for _ in range(runs))
    bare = median(_bare_limit() for _ in range(runs))
    stored = Standing.objects.count()
    print(f"{stored // 4} institutions, {stored} standings stored, {runs} runs")
    for name, seconds in _parts().items():
        print(f"  of it {name:<35}{seconds:6.2f} s")
    print(f"first check                              {first:6.2f} s")
    print(f"check of the country, median             {whole:6.2f} s   goal {GOAL:.1f} s")
    print(f"bare COPY of the same rows, median       {bare:6.2f} s   ratio {whole / bare:.1f}")
    return 0 if whole <= GOAL else 1


def _check() -> int:
    from django.utils.timezone import now

    from designations.standings import check_country

    return check_country(on=TODAY, at=now())


def _seconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _parts() -> dict[str, float]:
    from accounts.collecting import collector_resting
    from designations.dossiers import facts_of, policy_on
    from designations.rules import RULE_BOOKS
    from schools.models import School

    _, policy = policy_on(TODAY)
    with collector_resting():
        started = perf_counter()
        facts = facts_of(School.objects.open_on(TODAY), on=TODAY)
        gathered = perf_counter()
        for by_type in facts.values():
            for kind, book in RULE_BOOKS.items():
                book.examine(by_type[kind], policy, on=TODAY)
        return {"gathering the facts": gathered - started, "asking the rules": perf_counter() - gathered}


def _bare_limit() -> float:
    """Seconds to write the stored rows by COPY into an empty table with the same keys and indexes, and nothing else."""
    from django.db import connection, transaction

    rows = io.StringIO()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert("COPY designations_standing TO STDOUT", rows)
        cursor.execute("CREATE TEMPORARY TABLE bare (LIKE designations_standing INCLUDING ALL) ON COMMIT DROP")
        rows.seek(0)
        return _seconds(lambda: cursor.copy_expert("COPY bare FROM STDIN", rows))


if __name__ == "__main__":
    sys.exit(main())
