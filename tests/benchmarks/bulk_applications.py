"""Times 10,000 applications with three preferences each, from the body's items to the committed rows, and the memory it takes.

script/test --exec python -m tests.benchmarks.bulk_applications
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from decimal import Decimal
from time import perf_counter
from typing import Any

GOAL, MOST_MEMORY = 30.0, 300  # seconds; MB above what the process takes with nothing to do
APPLICATIONS, SCHOOLS, TARGETS = 10_000, 200, 40


def main() -> int:
    """Print timings and memory; 1 when a goal is missed."""
    argparse.ArgumentParser(description="Times applications in bulk.").parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from tests.benchmarks.many_schools import a_database

    with a_database():
        taking, by, asked = ground()
        from tests.factories import TODAY
        from transfers.acts.bulk import check_applications, submit_applications

        before = memory()
        started = perf_counter()
        faults = check_applications(taking, asked, by=by, on=TODAY)
        checked = perf_counter() - started
        started = perf_counter()
        submit_applications(taking, asked, by=by, on=TODAY)
        written = perf_counter() - started
        taken = memory() - before
    print(f"{APPLICATIONS:>8,} applications checked  {checked:6.1f} s   {len(faults)} faults")
    print(f"{APPLICATIONS:>8,} checked and written   {written:6.1f} s   goal {GOAL:.0f} s")
    print(f"memory at its peak {taken:.0f} MB above the process before   goal {MOST_MEMORY} MB")
    return 0 if checked + written <= GOAL and taken <= MOST_MEMORY and not faults else 1


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ground() -> tuple[Any, Any, list[Any]]:
    """An open round with forty quotas, two hundred schools of one province, and what their students ask."""
    from accounts.choices import Role
    from schools.models import School
    from tests.factories import TODAY, make_user
    from tests.factories.transfers import (
        in_area, make_entry, make_quota, make_round, make_school_of_applicants, make_school_with_quota, student_number,
    )  # fmt: skip
    from transfers.acts import ROUND
    from transfers.acts.bulk import Asked
    from transfers.choices import QuotaStatus, RoundStatus
    from transfers.rules.preferences import Choice

    taking = make_round(RoundStatus.ANNOUNCED, first=TODAY)
    targets = [in_area(make_school_with_quota(), "Kontenjanın alanı") for _ in range(TARGETS)]
    quotas = [make_quota(QuotaStatus.APPROVED, round=taking, school=one, on=TODAY) for one in targets]
    taking = ROUND.acts["open_round"](taking, by=make_user(Role.EXPERT), on=TODAY)
    keys = [make_school_of_applicants().pk for _ in range(SCHOOLS)]
    schools = list(School.objects.filter(pk__in=keys).select_related("registration_area__province"))
    asked = []
    for number in range(APPLICATIONS):
        wishes = [Choice(quotas[(number + step) % TARGETS].pk, "day") for step in (0, 7, 19)]
        values = {"grade_9": Decimal(50 + number % 50), "grade_10": Decimal(60 + number % 40)}
        entry = make_entry(quotas[0], preferences=wishes, values=values, student_number=student_number())
        asked.append(Asked(schools[number % SCHOOLS], entry))
    return taking, make_user(Role.PROVINCE_OFFICER, province=schools[0].province_id), asked


if __name__ == "__main__":
    sys.exit(main())
