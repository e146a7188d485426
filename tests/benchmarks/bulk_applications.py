"""Times applications in bulk: 100,000 rows of a file checked, of which three are wrong, and 10,000 entered with three preferences.

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

GOAL, GOAL_OF_FILE, MOST_MEMORY = 30.0, 60.0, 300  # seconds; MB above what the process takes with nothing to do
ROWS, WRONG = 100_000, {10: 9, 50_000: 9, 99_999: 9}  # the grade that was completed
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
        before = memory()
        told, checked = file_checked(by, asked)
        of_file = memory() - before
        faults, seconds = entered(taking, by, asked)
        taken = memory() - before
    print(f"{ROWS:>8,} rows of a file checked   {checked:6.1f} s   goal {GOAL_OF_FILE:.0f} s   {told}")
    print(f"memory at its peak {of_file:.0f} MB above the process before   goal {MOST_MEMORY} MB")
    print(f"{APPLICATIONS:>8,} checked and written       {seconds:6.1f} s   goal {GOAL:.0f} s   {faults} faults")
    print(f"memory at its peak {taken:.0f} MB above the process before   goal {MOST_MEMORY} MB")
    met = checked <= GOAL_OF_FILE and seconds <= GOAL and max(of_file, taken) <= MOST_MEMORY
    return 0 if met and not faults and len(told) == len(WRONG) else 1


def file_checked(by: Any, asked: list[Any]) -> tuple[list[int], float]:
    """The rows that were named, and the seconds from the upload to the kept faults; nothing is written."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils.timezone import localdate

    from schools.acts import importing
    from schools.choices import ImportSource
    from transfers.models import Application

    file = SimpleUploadedFile("basvurular.csv", _file(asked))
    started = perf_counter()
    brought = importing.bring_file(ImportSource.APPLICATIONS, by=by, on=localdate(), file=file, options={})
    seconds = perf_counter() - started
    if Application.objects.exists():
        raise RuntimeError("written")
    return list(brought.lines.filter(kind="fault").values_list("row", flat=True)), seconds


def _file(asked: list[Any]) -> bytes:
    """A CSV with one row a student."""
    from tests.factories.transfers import student_number

    head = (
        "Kurum kodu;T.C. kimlik no;Cinsiyet;Öğrencinin alanı;Tamamladığı son sınıf;İşlenmiş disiplin cezası var mı;"
        "9. sınıf yıl sonu başarı puanı;10. sınıf yıl sonu başarı puanı;Yer ayrılan grup;"
        "1. tercih;2. tercih;3. tercih;4. tercih;5. tercih"
    )
    lines = [head]
    for row in range(ROWS):
        one = asked[row % len(asked)]
        wishes = ";".join(f"{choice.quota}-G" for choice in one.entry.preferences)
        grade, figures = WRONG.get(row, 10), f"{50 + row % 50},5;{60 + row % 40}"
        lines.append(f"{one.school.code};{student_number()};Kız;04;{grade};Hayır;{figures};;{wishes};;")
    return "\n".join(lines).encode()


def entered(taking: Any, by: Any, asked: list[Any]) -> tuple[int, float]:
    """Faults, and the seconds from the check to the committed rows, as a job does it."""
    from django.utils.timezone import localdate

    from transfers.acts.bulk import check_applications, submit_applications

    started = perf_counter()
    faults = check_applications(taking, asked, by=by, on=localdate())
    submit_applications(taking, asked, by=by, on=localdate())
    return len(faults), perf_counter() - started


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ground() -> tuple[Any, Any, list[Any]]:
    """An open round with forty quotas, two hundred schools of one province, and what their students ask."""
    from django.utils.timezone import localdate

    from accounts.choices import Role
    from schools.models import School
    from tests.factories import make_user
    from tests.factories.transfers import (
        in_area,
        make_entry,
        make_quota,
        make_round,
        make_school_of_applicants,
        make_school_with_quota,
        student_number,
    )  # fmt: skip
    from transfers.acts import ROUND
    from transfers.acts.bulk import Asked
    from transfers.choices import QuotaStatus, RoundStatus
    from transfers.rules.preferences import Choice

    today = localdate()
    taking = make_round(RoundStatus.ANNOUNCED, first=today)
    targets = [in_area(make_school_with_quota(), "Kontenjanın alanı") for _ in range(TARGETS)]
    quotas = [make_quota(QuotaStatus.APPROVED, round=taking, school=one, on=today) for one in targets]
    taking = ROUND.acts["open_round"](taking, by=make_user(Role.EXPERT), on=today)
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
