"""Results that were kept row by row are put together by the migration, and told apart again on the way back."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

from accounts.choices import Role
from tests.factories import make_user
from tests.transfers.test_runs import three_for_two
from transfers.acts import start_run_of

MIGRATION = import_module("transfers.migrations.0004_placements_together")
ROWS = "SELECT run_id, application_id, programme_id, preference, ranks, merit FROM {} ORDER BY run_id, application_id"
AS_IT_WAS = """
    CREATE TEMPORARY TABLE transfers_placement (
        run_id bigint, application_id bigint, programme_id bigint, preference smallint, ranks integer[], merit bigint[],
        CONSTRAINT transfers_placement_pkey PRIMARY KEY (run_id, application_id)
    )
"""


def rows(cursor, of):
    cursor.execute(ROWS.format(of))
    return cursor.fetchall()


@pytest.mark.django_db
def test_results_kept_row_by_row_come_to_the_same_in_parts_and_back():
    taking, *_ = three_for_two()
    run = start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on)
    given = [
        (run.pk, 3 * key, 7 if key % 2 else None, 1 if key % 2 else None, list(range(1, 2 + key % 4)), [key, -key])
        for key in range(1, 2_100)
    ]
    with connection.cursor() as cursor:
        cursor.execute(AS_IT_WAS)  # before the view, where tables are looked for
        cursor.executemany("INSERT INTO transfers_placement VALUES (%s, %s, %s, %s, %s, %s)", given)

        cursor.execute(MIGRATION.TOGETHER)

        assert run.parts.count() == 3
        assert rows(cursor, f"({MIGRATION.OUT_OF_PARTS}) parts") == given

        cursor.execute("DELETE FROM transfers_placement")
        cursor.execute(MIGRATION.ONE_BY_ONE)

        assert rows(cursor, "transfers_placement") == given
