"""Times the pages and admin lists that grow with the register, at 4,000 and at 400,000 institutions.

    script/test --exec python -m tests.benchmarks.lists_growth

In two databases of its own, signed in, through the whole of Django (middleware, query, template). Both sizes are asked in turn,
so that what else the machine does meets both. Prints the median and the 95th percentile of both sizes, the number of queries,
the growth and the milliseconds in the database; 1 when a list slows down by more than half, or one that is searched takes
longer in the database than a search may.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from operator import itemgetter
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_copy, a_database, fill

GOAL = 1.5
SEARCH_GOAL = 20.0  # milliseconds in the database, all statements of the page together
SMALL, LARGE = 4_000, 400_000
ROUNDS = 3  # of all pages; the quietest one counts, so that what else the machine does does not
BLOCK = 5  # calls at one size before the other's turn
# median and 95th percentile in milliseconds, number of queries, milliseconds in the database
Measured = tuple[float, float, int, float]
# One dossier and one entry of the journal for each institution, as the register grows; when a dossier was opened has nothing to
# do with the name of its institution.
DOSSIERS = """
INSERT INTO designations_dossier (school_id, type, status, state_since, opened_by_id, opened_on, opened_by_ministry,
    submitted_on, revision, proposal, reason, decision_note, facts, findings, verdict)
SELECT id, (ARRAY['region', 'specialised', 'in_sector', 'sector_integrated'])[1 + id %% 4], 'under_review',
       opened, %s, opened, false, opened, 0, '', '', '', '{}', '[]', ''
FROM schools_school s, LATERAL (SELECT DATE '2025-01-01' + (hashint4(s.id::int) & 1048575) %% 600) AS day (opened)
WHERE NOT EXISTS (SELECT 1 FROM designations_dossier d WHERE d.school_id = s.id)
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
    "admin: register, words: a code": "/yonetim/schools/school/?q=100123",
    "admin: register, words": "/yonetim/schools/school/?q=isik+zeynep",
    "register, words": "/okullar/?q=isik%20zeynep",
    "register, words of all": "/okullar/?q=mesleki%20lisesi",
    "register, no such words": "/okullar/?q=mesleki%20kzy",
    "register, words, page 3": "/okullar/?q=isik%20zeynep&sayfa=3",
    "register, words, one province": "/okullar/?q=isik%20zeynep&il=6",
    "register, word of many": "/okullar/?q=isik",
    "register, words: a number": "/okullar/?q=100",
    "dossiers, words": "/dosyalar/?q=isik%20zeynep",
    "admin: dossiers, words": "/yonetim/designations/dossier/?q=isik+zeynep",
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
    from django.db import connections

    with a_database():
        client = _signed_in()
        _fill(SMALL, client.user)
        with a_copy() as small:
            _fill(asked.large, client.user)
            rounds = [_round(client, (small, connections["default"]), asked) for _ in range(ROUNDS)]
    print("median ms, p95 ms and queries at 4,000; the same at the large size; growth of p95; ms in the database")
    missed = [name for name in PAGES if not _kept(name, *_quietest(name, rounds))]
    return 1 if missed else 0


def _quietest(name: str, rounds: list[dict[str, tuple[Measured, Measured]]]) -> tuple[Measured, Measured]:
    small, large = zip(*(one[name] for one in rounds), strict=True)
    return min(small, key=itemgetter(1)), min(large, key=itemgetter(1))


def _kept(name: str, small: Measured, large: Measured) -> bool:
    """Print a line; whether the page keeps its goal."""
    (a, b, n, _), (c, d, m, in_database) = small, large
    is_searched = "word" in name
    kept = d / b <= GOAL and (not is_searched or in_database <= SEARCH_GOAL)
    mark = "" if kept else "  MISSED"
    print(f"{name:30} {a:7.1f} {b:7.1f} {n:4}  {c:7.1f} {d:7.1f} {m:4}  ×{d / b:.2f}  {in_database:5.1f}{mark}")
    return kept


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=25)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--explain", action="store_true", help="print the plan of each statement slower than 20 ms")
    return parser.parse_args()


def _signed_in() -> Any:
    """A client of a reader of everything."""
    from django.test import Client

    from accounts.choices import Role
    from tests.factories import make_policy, make_user

    make_policy()
    client = Client()
    client.user = make_user(Role.DIRECTOR_GENERAL)
    client.force_login(client.user)
    return client


def _fill(size: int, user: Any) -> None:
    fill(size)
    _fill_around(user)


def _fill_around(user: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table, statement in (("designations_dossier", DOSSIERS), ("workflow_journalentry", JOURNAL)):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, [user.pk])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")


def _round(client: Any, sizes: tuple[Any, Any], asked: argparse.Namespace) -> dict[str, tuple[Measured, Measured]]:
    """What each page takes at both sizes, which are given by their connections."""
    return {name: _measured(client, url, sizes, asked) for name, url in PAGES.items()}


def _measured(client: Any, url: str, sizes: tuple[Any, Any], asked: argparse.Namespace) -> tuple[Measured, Measured]:
    def get() -> None:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)

    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(0, asked.calls, BLOCK):
        for size, taken in zip(sizes, times, strict=True):
            _turn_to(size)
            get()
            taken.extend(_timed(get) for _ in range(BLOCK))
    asked_of = [_asked(size, get, url, asked) for size in sizes]
    small, large = (
        (median(all_), quantiles(all_, n=20)[-1], *rest) for all_, rest in zip(times, asked_of, strict=True)
    )
    return small, large


def _turn_to(size: Any) -> None:
    """Let everything ask the database of this size, and know nothing of the other's."""
    from django.db import connections

    from accounts import wording

    connections["default"] = size
    wording._shares.cache_clear()
    wording._rows.cache_clear()


def _asked(size: Any, get: Callable[[], None], url: str, asked: argparse.Namespace) -> tuple[int, float]:
    """The number of queries, and the milliseconds in the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _turn_to(size)
    get()
    with CaptureQueriesContext(connection) as captured:
        get()
    if asked.explain:
        _explain(url, captured)
    return len(captured), _in_database(captured)


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
