"""Times the pages and admin lists that grow with the register, at 4,000 and at 400,000 institutions.

    script/test --exec python -m tests.benchmarks.lists_growth

In a database of its own, signed in, through the whole of Django (middleware, query, template). Prints the median and the
95th percentile of both sizes, their ratio and the number of queries; 1 when a list slows down by more than half. Where words
are searched, hits grow with the register, and the goal is that of the search: milliseconds in the database.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database, fill

GOAL = 1.5
SEARCH_GOAL = 20.0  # milliseconds in the database, all statements of the page together
SMALL, LARGE = 4_000, 400_000
ROUNDS = 3  # of all pages; the quietest one counts, so that what else the machine does does not
# median and 95th percentile in milliseconds, number of queries, milliseconds in the database
Measured = tuple[float, float, int, float]
# One dossier, one designation and one entry of the journal for each institution, as the register grows.
DOSSIERS = """
INSERT INTO designations_dossier (school_id, type, status, state_since, opened_by_id, opened_on, opened_by_ministry,
    submitted_on, revision, proposal, reason, decision_note, facts, findings, verdict)
SELECT id, (ARRAY['region', 'specialised', 'in_sector', 'sector_integrated'])[1 + id %% 4], 'under_review',
       DATE '2025-01-01' + (id %% 600)::int, %s, DATE '2025-01-01' + (id %% 600)::int, false,
       DATE '2025-01-01' + (id %% 600)::int, 0, '', '', '', '{}', '[]', ''
FROM schools_school s WHERE NOT EXISTS (SELECT 1 FROM designations_dossier d WHERE d.school_id = s.id)
"""
JOURNAL = """
INSERT INTO workflow_journalentry (record_kind, record_id, record_label, sequence, act, label, before, after, cites, by_id,
    by_name, "on", at, details, previous_hash, hash)
SELECT 'schools.school', id::text, name, 1, 'save', 'Kaydedildi', '', '', '', %s, 'Ölçüm', DATE '2025-01-01' + (id %% 600)::int,
       now() - make_interval(secs => id), '{}', '', md5(id::text)
FROM schools_school s
WHERE NOT EXISTS (SELECT 1 FROM workflow_journalentry e WHERE e.record_kind = 'schools.school' AND e.record_id = s.id::text)
"""
PAGES = {
    "register": "/okullar/",
    "register, by name": "/okullar/?sirala=ad",
    "register, one province": "/okullar/?il=6",
    "register, one kind": "/okullar/?tur=mesem",
    "register, page 300": "/okullar/?sayfa=300",
    "dossiers": "/dosyalar/",
    "dossiers, open": "/dosyalar/?durum=acik",
    "dossiers, one type": "/dosyalar/?ozellik=region",
    "admin: register": "/yonetim/schools/school/",
    "admin: register, by code": "/yonetim/schools/school/?o=2",
    "admin: register, by kind": "/yonetim/schools/school/?o=3",
    "admin: register, search": "/yonetim/schools/school/?q=100123",
    "admin: register, words": "/yonetim/schools/school/?q=isik+zeynep",
    "register, words": "/okullar/?q=isik%20zeynep",
    "register, words of all": "/okullar/?q=mesleki%20lisesi",
    "register, no such words": "/okullar/?q=mesleki%20kzy",
    "admin: dossiers": "/yonetim/designations/dossier/",
    "admin: journal": "/yonetim/workflow/journalentry/",
    "admin: journal, words": "/yonetim/workflow/journalentry/?q=isik+zeynep",  # a full page at both sizes
}


def main() -> int:
    """Print both sizes and their ratio; 1 when a goal is missed."""
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        user = _reader()
        small = _at(SMALL, user, asked)
        large = _at(asked.large, user, asked)
    print("median ms, p95 ms and queries at 4,000; the same at the large size; growth of p95; ms in the database")
    missed = [name for name in small if not _kept(name, small[name], large[name])]
    return 1 if missed else 0


def _kept(name: str, small: Measured, large: Measured) -> bool:
    """Print a line; whether the page keeps its goal."""
    (a, b, n, _), (c, d, m, asked) = small, large
    kept = asked <= SEARCH_GOAL if "words" in name else d / b <= GOAL
    mark = "" if kept else "  MISSED"
    print(f"{name:28} {a:7.1f} {b:7.1f} {n:4}  {c:7.1f} {d:7.1f} {m:4}  ×{d / b:.2f}  {asked:5.1f}{mark}")
    return kept


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=25)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--explain", action="store_true", help="print the plan of each statement slower than 20 ms")
    return parser.parse_args()


def _reader() -> Any:
    from accounts.choices import Role
    from tests.factories import make_policy, make_user

    make_policy()
    return make_user(Role.DIRECTOR_GENERAL)


def _at(size: int, user: Any, asked: argparse.Namespace) -> dict[str, Measured]:
    """Milliseconds (median, 95th percentile) and number of queries of each page at this size of the register."""
    from django.test import Client

    fill(size)
    _fill_around(user)
    client = Client()
    client.force_login(user)
    rounds = [{name: _measured(client, url, asked) for name, url in PAGES.items()} for _ in range(ROUNDS)]
    return {name: min((one[name] for one in rounds), key=lambda measured: measured[1]) for name in PAGES}


def _fill_around(user: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table, statement in (("designations_dossier", DOSSIERS), ("workflow_journalentry", JOURNAL)):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, [user.pk])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")


def _measured(client: Any, url: str, asked: argparse.Namespace) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def get() -> None:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)

    for _ in range(3):
        get()
    with CaptureQueriesContext(connection) as captured:
        get()
    queries, in_database = len(captured), _in_database(captured)
    if asked.explain:
        _explain(url, captured)
    times = [_timed(get) for _ in range(asked.calls)]
    return median(times), quantiles(times, n=20)[-1], queries, in_database


def _in_database(captured: Any) -> float:
    """Milliseconds of all statements of one page, planned and run by the database itself (the median of five)."""
    from django.db import connection

    said = [query["sql"] for query in captured.captured_queries if query["sql"].startswith(("SELECT", "WITH"))]
    totals = []
    for _ in range(5):
        total = 0.0
        with connection.cursor() as cursor:
            for sql in said:
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}".replace("%", "%%"), [])
                (plan,) = cursor.fetchone()[0]
                total += plan["Planning Time"] + plan["Execution Time"]
        totals.append(total)
    return median(totals)


def _timed(call: Callable[[], None]) -> float:
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


def _explain(url: str, captured: Any) -> None:
    from django.db import connection

    for query in captured.captured_queries:
        if float(query["time"]) > 0.02 and query["sql"].startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN ANALYZE {query['sql']}".replace("%", "%%"), [])
                print(url, query["time"], *(row[0] for row in cursor.fetchall()), sep="\n  ")


if __name__ == "__main__":
    raise SystemExit(main())
