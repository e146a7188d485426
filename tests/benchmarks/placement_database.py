"""Times a million applications from PostgreSQL through the engine and back, beside the same by models, in one run.

    script/test --exec python -m tests.benchmarks.placement_database

Makes rounds in a database of its own. Prints the seconds of each step, of three turns each, and the memory: for a million rows as the
files have them, one a preference, of 200,000 students and of a million, and without a goal for a million students with five each;
and on a tenth, how many times longer it takes to read by models and to write by ``bulk_create``. 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database, fill

SECONDS, TIMES = 5.0, 8.0  # goals
TURNS = 3  # the machine's speed goes up and down: the best counts
SCHOOLS, FIELDS = 4_000, 5
FILL_QUOTAS = """
    INSERT INTO transfers_quota (round_id, school_id, field_id, grade, status, day_places, girls_places, boys_places,
        reserved_for, reserved_day, reserved_girls, reserved_boys, holds_reserved, remark, asked_reason, revision, decided_on,
        decided_by_id)
    SELECT %(round)s, s.id, f.id, 11, 'quota_approved', %(seats)s, 0, 0, '', 0, 0, 0, false, '', '', 0, '2026-10-01', %(by)s
    FROM (SELECT id FROM schools_school ORDER BY id LIMIT %(schools)s) s,
        (SELECT id FROM schools_field ORDER BY id LIMIT %(fields)s) f
"""
# Scores as people have them; some programmes are asked for much more often than others.
FILL_APPLICATIONS = """
    INSERT INTO transfers_application (round_id, school_id, student_number, status, gender, field_id, completed_grade,
        has_penalty, "group", "values", score, ties, remark, revision, result_code)
    SELECT %(round)s, (SELECT min(id) FROM schools_school), '', 'application_submitted', 'girl',
        (SELECT min(id) FROM schools_field), 10, false, '', '{}', v, jsonb_build_array(v::text, w::text), '', 0, 'X'
    FROM (SELECT round((40 + 60 * random())::numeric, 2) v, round((40 + 60 * random())::numeric, 2) w
          FROM generate_series(1, %(students)s)) g
"""
FILL_PREFERENCES = """
    INSERT INTO transfers_preference (application_id, rank, quota_id, kind, findings)
    SELECT a.id, n, q.id, 'day', '[]'
    FROM (SELECT id, floor(%(programmes)s * power(random(), 2))::int k FROM transfers_application
          WHERE round_id = %(round)s) a
    CROSS JOIN generate_series(1, %(length)s) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) place FROM transfers_quota WHERE round_id = %(round)s) q
        ON q.place = 1 + (k + (n - 1) * (1 + k / 7)) %% %(programmes)s
"""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000, help="rows as the files have them, one a preference")
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        fill(SCHOOLS)
        part = a_round(options.rows // 50, 5, 2031)
        ours, _ = by_copy(part, "a tenth")
        theirs = by_models(part)
        kept = [theirs / ours >= TIMES]
        print(f"by models      ×{theirs / ours:.1f} of COPY both ways{'' if kept[0] else '  MISSED'}")
        for year, students, length in ((2032, options.rows // 5, 5), (2033, options.rows, 1), (2034, options.rows, 5)):
            taking = a_round(students, length, year)
            took, memory = min(by_copy(taking, f"{students:,} × {length}") for _ in range(TURNS))
            has_goal = students * length == options.rows
            kept.append(took <= SECONDS or not has_goal)
            print(f"               {took:.2f} s, {memory} MB at most above the start{'' if kept[-1] else '  MISSED'}")
    return 0 if all(kept) else 1


def a_round(students: int, length: int, year: int) -> Any:
    """A round in evaluation; its constraints hold, its triggers but that for tickets slept while it was written."""
    from django.db import connection

    from accounts.choices import Role
    from tests.factories import make_field, make_user
    from tests.factories.transfers import make_round
    from transfers.models import Application, Preference, Quota, TransferRound

    for code in ("01", "02", "03", "04", "05"):
        make_field(code)
    taking = make_round("round_announced", first=date(year, 1, 1))
    programmes = min(SCHOOLS * FIELDS, max(FIELDS, students // 50))
    given = {
        "round": taking.pk, "students": students, "length": length, "schools": programmes // FIELDS, "fields": FIELDS,
        "programmes": programmes // FIELDS * FIELDS, "seats": max(1, students * 9 // 10 // programmes),
        "by": make_user(Role.DIRECTOR_GENERAL).pk,
    }  # fmt: skip
    tables = [model._meta.db_table for model in (Quota, Application, Preference)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        (tickets,) = (one for one in Application._meta.triggers if one.name == "writes_its_ticket")
        cursor.execute(f"ALTER TABLE {Application._meta.db_table} ENABLE TRIGGER {tickets.get_pgid(Application)}")
        for table, sql in zip(tables, (FILL_QUOTAS, FILL_APPLICATIONS, FILL_PREFERENCES), strict=True):
            cursor.execute(sql, given)
            cursor.execute(f"ANALYZE {table}")  # else the next one is joined row by row
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        for table in tables:
            cursor.execute(f"VACUUM ANALYZE {table}")
    TransferRound.objects.filter(pk=taking.pk).update(status="round_evaluation")
    return TransferRound.objects.select_related("criteria").get(pk=taking.pk)


def a_run(taking: Any) -> Any:
    from transfers.models import PlacementRun

    number = taking.runs.count() + 1
    PlacementRun.objects.filter(round=taking, status="run_prepared").update(status="run_failed", message="Ölçüm.")
    return PlacementRun.objects.create(
        round=taking, number=number, started_by=taking.announced_by, started_on=date(2030, 1, 1), seed=taking.seed
    )


def by_copy(taking: Any, name: str) -> tuple[float, int]:
    """Seconds from the tables to the tables, and the most memory above the start, in MB."""
    from django.db import transaction

    from transfers.stored.reading import input_of
    from transfers.stored.writing import placed, write_result

    run = a_run(taking)
    start = _now_megabytes()
    Path("/proc/self/clear_refs").write_text("5")
    marks = [perf_counter()]
    given = input_of(taking, "main")
    marks.append(perf_counter())
    result = placed(given)
    marks.append(perf_counter())
    with transaction.atomic():
        write_result(run, result)
        finish(run)
    marks.append(perf_counter())
    hashes = given.sha256[:8], result.sha256[:8]
    marks.append(perf_counter())
    read, engine, wrote, hashed = (b - a for a, b in pairwise(marks))
    print(
        f"{name:14} {len(given.students):,} students, {len(given.programme):,} preferences, {len(given.offers):,} programmes: "
        f"read {read:.2f}  placed {engine:.2f}  written {wrote:.2f}  hashes {hashed:.2f} s {hashes}"
    )
    return marks[3] - marks[0], _peak_megabytes() - start


def finish(run: Any) -> None:
    """The state alone, whose change has the database ask of all rows at once."""
    from transfers.models import PlacementRun

    PlacementRun.objects.filter(pk=run.pk).update(
        status="run_verified", engine_version="1", input="x.npz", input_sha256="0" * 64, result_sha256="0" * 64
    )


def by_models(taking: Any) -> float:
    """Seconds of the same with rows as objects and ``bulk_create``."""
    from django.db import transaction

    from transfers.models import PlacementPart, Preference, RunProgramme
    from transfers.placement import Programme, Wish, outcome_of
    from transfers.stored.inputs import name_of
    from transfers.stored.writing import TOGETHER

    run = a_run(taking)
    start = perf_counter()
    programmes = [Programme(str(q.pk), q.day_places) for q in taking.quotas.all() if q.day_places]
    rows = Preference.objects.filter(application__round=taking, quota__round=taking).select_related("application")
    wishes = [
        Wish(name_of(p.application_id), p.rank, str(p.quota_id), p.application.score, tuple(p.application.ties), "")
        for p in rows
    ]
    outcome = outcome_of(programmes, wishes, seed=taking.seed)
    with transaction.atomic():
        offers = {
            cutoff.programme: RunProgramme(
                run=run, quota_id=int(cutoff.programme), kind="day", code=cutoff.programme, seats=cutoff.seats,
                placed=cutoff.placed, last_lot=cutoff.last_lot,
            )
            for cutoff in outcome.cutoffs
        }  # fmt: skip
        RunProgramme.objects.bulk_create(offers.values(), batch_size=2_000)
        ranks: dict[str, list[int]] = {}
        for one in outcome.explanations():
            ranks.setdefault(one.wish.student, []).append(one.rank)
        placed = outcome.placed
        students = sorted(ranks)
        chunks = [students[first : first + TOGETHER] for first in range(0, len(students), TOGETHER)]
        PlacementPart.objects.bulk_create(
            PlacementPart(
                run=run, first=int(chunk[0]), last=int(chunk[-1]), applications=[int(student) for student in chunk],
                programmes=[offers[placed[one].programme].pk if one in placed else 0 for one in chunk],
                preferences=[placed[one].preference if one in placed else 0 for one in chunk],
                ends=list(accumulate(len(ranks[one]) for one in chunk)), ranks=[rank for one in chunk for rank in ranks[one]],
                merits=bytes(8 * len(chunk)),
            )
            for chunk in chunks
        )  # fmt: skip
        finish(run)
    return perf_counter() - start


def _status(name: str) -> int:
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name)) // 1024


def _now_megabytes() -> int:
    return _status("VmRSS")


def _peak_megabytes() -> int:
    return _status("VmHWM")


if __name__ == "__main__":
    sys.exit(main())
