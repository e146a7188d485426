"""Times a filled table from file to register: 4,000 and 100,000 rows checked, compared and written, and the memory it takes.

    script/test --exec python -m tests.benchmarks.import_rows

Prints seconds beside the bare limit, a COPY of the same rows into the same table, in the same run.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
from datetime import date
from time import perf_counter

GOALS = {4_000: 5.0, 100_000: 60.0}  # seconds
MOST_MEMORY = 300  # MB above what the process takes with nothing to do
ROWS_OF_SCHOOL = 16
TODAY = date(2026, 10, 1)


def main() -> int:
    """Print timings and memory; 1 when a goal is missed."""
    argparse.ArgumentParser(description="Times the import of filled tables.").parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from tests.benchmarks.many_schools import a_database, fill

    met = True
    with a_database():
        fill(max(GOALS) // ROWS_OF_SCHOOL + 1)
        user = _officer()
        before = _memory()
        for rows, goal in GOALS.items():
            content = _file(rows)
            seconds = _imported(content, user)
            bare = _copied(rows)
            print(f"{rows:>8,} rows  {seconds:6.1f} s   goal {goal:4.0f} s   {seconds / bare:5.1f} times a bare COPY")
            met = met and seconds <= goal
        taken = _memory() - before
        print(f"memory at its peak {taken:.0f} MB above the idle process   goal {MOST_MEMORY} MB")
    return 0 if met and taken <= MOST_MEMORY else 1


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _officer():  # type: ignore[no-untyped-def]
    from accounts.choices import Role
    from accounts.models import Duty, User

    user = User.objects.create(username="olcum")
    Duty.objects.create(user=user, role=Role.EXPERT, starts_on=date(2024, 1, 1))
    return user


def _file(rows: int) -> bytes:
    """An XLSX of enrolments, four grades of four fields a school, written row by row."""
    from openpyxl import Workbook

    from schools.models import Field, School

    Field.objects.bulk_create(
        [Field(code=f"{code:02d}", name=f"Alan {code}") for code in range(1, 6)], ignore_conflicts=True
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Öğrenci sayıları")
    sheet.append(["Kurum kodu", "Kurum adı", "Öğretim yılı", "Sınıf", "Alan", "Kız", "Erkek"])
    codes = list(School.objects.order_by("pk").values_list("code", flat=True)[: rows // ROWS_OF_SCHOOL])
    for number, code in enumerate(codes):
        for position in range(ROWS_OF_SCHOOL):
            grade, field = 10 + position % 3, 1 + position // 3 % 5
            year = 2025 if position < ROWS_OF_SCHOOL - 1 else 2024
            sheet.append([code, "Ölçüm okulu", year, grade, f"{field:02d}", number % 40, (number + position) % 30])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _imported(content: bytes, user) -> float:  # type: ignore[no-untyped-def]
    """Seconds from the stored file to the committed rows: check, compare, then compare and write once more."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from schools.acts import importing
    from schools.choices import ImportSource, ImportStatus
    from schools.models import Enrolment, FileImport

    Enrolment.objects.all().delete()
    file = SimpleUploadedFile("sayilar.xlsx", content)
    started = perf_counter()
    brought = importing.bring_file(ImportSource.ENROLMENT, by=user, on=TODAY, file=file, options={})
    brought.refresh_from_db()
    importing.confirm_import(brought, by=user, on=TODAY)
    seconds = perf_counter() - started
    brought = FileImport.objects.get(pk=brought.pk)
    if brought.status != ImportStatus.WRITTEN:
        raise RuntimeError(f"{brought.status}: {brought.message} {list(brought.lines.values_list('sentence')[:3])}")
    return seconds


def _copied(rows: int) -> float:
    """Seconds to write the same rows by COPY into a table with the same keys and indexes."""
    from django.db import connection, transaction

    text = io.StringIO()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert("COPY schools_enrolment TO STDOUT", text)
        cursor.execute("CREATE TEMPORARY TABLE bare (LIKE schools_enrolment INCLUDING ALL) ON COMMIT DROP")
        text.seek(0)
        started = perf_counter()
        cursor.copy_expert("COPY bare FROM STDIN", text)
        return perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
