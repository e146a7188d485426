"""Times the roll-up over 1,000 centres and three years of plans and reports, for the General Directorate and for one province.

    script/test --exec python -m tests.benchmarks.centre_rollup

Signed in, through the whole of Django. Prints median, 95th percentile (milliseconds) and queries; 1 when the goal is missed, or the
country takes more queries than a province.
"""

from __future__ import annotations

import os
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database

GOAL = 200.0
CENTRES, PROVINCES, CALLS = 1_000, 81, 30
# Each plan: three aims, two targets an aim, two indicators and two activities a target.
GROUND = (
    """INSERT INTO centers_center (school_id, name, status, reason, basis, phone, website, proposed_by_id, founded_on,
                                   founded_by_id, closing_reason, revision)
       SELECT id, name || ' SMM', 'center_open', 'Ölçüm', '', '', '', %(one)s, DATE '2024-05-01', %(other)s, '', 0
       FROM schools_school WHERE code LIKE '7%%'""",
    """INSERT INTO centers_monitoringguide (name, status, valid_from, source, note, summary, address, revision)
       VALUES ('Ölçüm kılavuzu', 'draft', DATE '2024-05-01', '', '', '', '', 0)""",
    """INSERT INTO centers_guideindicator (guide_id, code, name, kind, unit, direction, is_required)
       SELECT g.id, 'G' || n, 'Kılavuz göstergesi ' || n, 'number', 'öğretmen', 'up', false
       FROM centers_monitoringguide g, generate_series(1, 12) n""",
    "UPDATE centers_monitoringguide SET status = 'published'",
    """INSERT INTO centers_yearlyplan (center_id, year, guide_id, status, decision_number, handed_in_on, revision)
       SELECT c.id, y, g.id, 'chain_draft', '', make_date(y, 1, 15), 0
       FROM centers_center c, generate_series(2024, 2026) y, centers_monitoringguide g""",
    """INSERT INTO centers_planaim (plan_id, title) SELECT id, 'Amaç ' || n FROM centers_yearlyplan, generate_series(1, 3) n""",
    """INSERT INTO centers_plantarget (plan_id, aim_id, title)
       SELECT plan_id, id, 'Hedef ' || n FROM centers_planaim, generate_series(1, 2) n""",
    """INSERT INTO centers_planindicator (plan_id, target_id, of_guide_id, name, kind, unit, direction, field_id, baseline,
                                          target_value, realised, realised_on)
       SELECT t.plan_id, t.id, g.id, g.name, 'number', 'öğretmen', 'up', f.id, 20, 120, 20 + (t.id * 7 + n) %% 110,
              DATE '2026-12-01'
       FROM (SELECT *, row_number() OVER (PARTITION BY plan_id ORDER BY id) - 1 AS place FROM centers_plantarget) t
       CROSS JOIN generate_series(1, 2) n
       JOIN centers_guideindicator g ON g.code = 'G' || (t.place * 2 + n)
       JOIN schools_field f ON f.code = 'R' || (1 + t.plan_id %% 20)""",
    """INSERT INTO centers_planactivity (plan_id, target_id, title, method, responsible, first_day, last_day, period, outcome,
                                         done_on)
       SELECT t.plan_id, t.id, 'Faaliyet', 'Yöntem', 'Sorumlu', make_date(p.year, 2, 1), make_date(p.year, 6, 1), 'once',
              'Yapıldı', CASE WHEN t.id %% 3 = 0 THEN NULL ELSE make_date(p.year, 5, 1) END
       FROM centers_plantarget t JOIN centers_yearlyplan p ON p.id = t.plan_id, generate_series(1, 2) n""",
    "UPDATE centers_yearlyplan SET status = 'chain_received'",
    """INSERT INTO centers_yearlyreport (center_id, year, plan_id, status, decision_number, works, gains, proposals,
                                         nothing_reason, usual_due_on, facts, revision)
       SELECT center_id, year, id, 'chain_received', '', 'Ç', 'K', 'Ö', '', make_date(year + 1, 1, 31), '{}', 0
       FROM centers_yearlyplan WHERE id %% 10 > 0""",
)


def main() -> int:
    """Print the figures; 1 when a goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        _fill()
        country, province = _timed("/merkezler/toplu-durum/?yil=2026"), _timed("/merkezler/toplu-durum/?yil=2026&il=6")
    return 0 if max(country[0], province[0]) <= GOAL and country[1] <= province[1] else 1


def _fill() -> None:
    from django.db import connection

    from accounts.models import User

    _ground()
    one, other = (User.objects.create_user(username=f"olcum-{name}") for name in ("bir", "iki"))
    given = {"one": one.pk, "other": other.pk}
    with connection.cursor() as cursor:
        for statement in GROUND:
            cursor.execute(statement, given)
        cursor.execute("ANALYZE")


def _ground() -> None:
    """Provinces, fields and schools."""
    from accounts.models import Province
    from schools.models import Field, School

    plates = range(1, PROVINCES + 1)
    Province.objects.bulk_create([Province(code=n, name=f"İl {n}") for n in plates], ignore_conflicts=True)
    Field.objects.bulk_create(
        [Field(code=f"R{n}", name=f"Ölçüm alanı {n}") for n in range(1, 21)], ignore_conflicts=True
    )
    School.objects.bulk_create(
        School(
            code=str(700_000 + n),
            name=f"Ölçüm Lisesi {n}",
            kind="mtal",
            attached_to_gd=True,
            province_id=1 + n % PROVINCES,
        )
        for n in range(CENTRES)
    )


def _timed(url: str) -> tuple[float, int]:
    """The 95th percentile in milliseconds and the queries of the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_user

    client = Client()
    client.force_login(make_user())
    _ask(client, url)
    with CaptureQueriesContext(connection) as asked:
        _ask(client, url)
    queries = len(asked)
    times = []
    for _ in range(CALLS):
        begin = perf_counter()
        _ask(client, url)
        times.append((perf_counter() - begin) * 1000)
    worst = quantiles(times, n=20)[18]
    print(f"{url}: {median(times):.0f} ms, 95 % {worst:.0f} ms, {queries} queries (goal {GOAL:.0f} ms)")
    return worst, queries


def _ask(client: Any, url: str) -> None:
    answered = client.get(url)
    if answered.status_code != 200:
        raise RuntimeError(f"{url}: {answered.status_code}")


if __name__ == "__main__":
    raise SystemExit(main())
