"""Times the calendar of obligations: the country's with 2,000 protocols and 40,000 duties, against one school's.

    script/test --exec python -m tests.benchmarks.obligation_calendar

Signed in, through the whole of Django. Prints median, 95th percentile (milliseconds) and queries of each; 1 when the country's takes
more queries than a school's, or longer than the goal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database, fill

GOAL = 150.0
PROTOCOLS, EACH, CALLS = 2_000, 20, 40
PROTOCOL = """
INSERT INTO protocols_protocol (title, status, revision, general_directorate_party, signed_on, starts_on, ends_on, end_reason)
SELECT name || ' protokolü', 'signed', 0, true, DATE '2025-01-01', DATE '2025-01-01', DATE '2028-12-31', ''
FROM schools_school ORDER BY id LIMIT %s
"""
NAMED = """
INSERT INTO protocols_protocol_schools (protocol_id, school_id)
SELECT p.id, s.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM protocols_protocol) p
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM schools_school) s USING (n)
"""
OBLIGATION = """
INSERT INTO protocols_obligation (protocol_id, clause, kind, title, owner, first_due_on, every, evidence, close_reason)
SELECT id, '2', 'expenses', 'Gider bildirimi', 'school', DATE '2026-01-31', 'month', '', '' FROM protocols_protocol
"""
DUTY = """
INSERT INTO protocols_protocolduty (obligation_id, school_id, status, revision, due_on, first_due_on, note)
SELECT o.id, m.school_id, 'due', 0, (DATE '2026-01-31' + n * 30 + (o.id %% 30)::int), DATE '2026-01-31' + n * 30, ''
FROM protocols_obligation o JOIN protocols_protocol_schools m USING (protocol_id), generate_series(0, %s - 1) AS n
"""
PAGES = {
    "calendar": "/protokoller/yukumlulukler/",
    "late": "/protokoller/yukumlulukler/?durum=geciken",
    "next thirty days": "/protokoller/yukumlulukler/?durum=ay",
    "by institution": "/protokoller/yukumlulukler/?sirala=okul",
}


def main() -> int:
    """Print the figures; 1 when a goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        _fill()
        missed = [name for name, url in PAGES.items() if not _held(name, url)]
    return 1 if missed else 0


def _fill() -> None:
    from django.db import connection

    from tests.factories import make_policy

    make_policy()
    fill(4_000)
    tables = ("protocol", "protocol_schools", "obligation", "protocolduty")
    statements = ((PROTOCOL, [PROTOCOLS]), (NAMED, []), (OBLIGATION, []), (DUTY, [EACH]))
    with connection.cursor() as cursor:
        for table, (statement, values) in zip(tables, statements, strict=True):
            cursor.execute(f"ALTER TABLE protocols_{table} DISABLE TRIGGER USER")
            cursor.execute(statement, values)
            cursor.execute(f"ALTER TABLE protocols_{table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE protocols_{table}")


def _held(name: str, url: str) -> bool:
    from accounts.choices import Role
    from schools.models import School
    from tests.factories import make_user

    country = make_user(Role.DIRECTOR_GENERAL)
    principal = make_user(Role.PRINCIPAL, school=School.objects.order_by("pk")[0])
    (here, _, fewer), (middle, high, queries) = (_measured(user, url) for user in (principal, country))
    good = queries <= fewer and high <= GOAL
    print(
        f"{name:18} school {here:6.1f} ms, {fewer} queries; country {middle:6.1f} ms, p95 {high:6.1f} ms, {queries} queries"
        + ("" if good else "  MISSED")
    )
    return good


def _measured(user: Any, url: str) -> tuple[float, float, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)

    def get() -> None:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)

    for _ in range(3):
        get()
    with CaptureQueriesContext(connection) as captured:
        get()
    queries = len(captured)  # now: the next request empties the log
    times = [_timed(get) for _ in range(CALLS)]
    return median(times), quantiles(times, n=20)[-1], queries


def _timed(call: Callable[[], None]) -> float:
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
