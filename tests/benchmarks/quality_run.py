"""Times the check of the register's data: 4,000 institutions, from PostgreSQL to stored items, scores and averages.

    script/test --exec python -m tests.benchmarks.quality_run

Makes a country of its own in a database of its own; the first check opens all items, the later ones find the same again.
"""

from __future__ import annotations

import os
import sys
from statistics import median
from time import perf_counter

from tests.benchmarks.check_country import TODAY, a_country_of

GOAL = 3.0  # seconds
RUNS = 5


def main() -> int:
    """Print the timings; 1 when the goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_country_of(int(sys.argv[1]) if len(sys.argv) > 1 else 4000):
        return measure()


def measure() -> int:
    from schools.models import QualityItem, QualityRun, QualityScore
    from schools.quality.storing import check_quality

    def seconds() -> float:
        started = perf_counter()
        check_quality(QualityRun(as_of=TODAY))
        return perf_counter() - started

    first = seconds()
    again = median(seconds() for _ in range(RUNS))
    print(f"{QualityScore.objects.count()} institutions, {QualityItem.objects.count()} items")
    print(f"first check, all items new    {first:6.2f} s")
    print(f"the same again, median of {RUNS}   {again:6.2f} s   goal {GOAL:.1f} s")
    return 0 if max(first, again) <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
