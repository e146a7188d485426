"""Empties the database after a test that committed, without what Django's ``flush`` does beside.

``flush`` truncates every table, which costs PostgreSQL new files for each of them and their indexes, and lets everything be done
that follows a migration (content types, permissions, triggers): nearly two seconds after each such test. Here rows are deleted
where there are any, in one statement, with the triggers that guard the journal and the keys asleep; content types and
permissions, which no test changes for good, stay with their keys.
"""

from __future__ import annotations

import functools

from django.db import connection
from django.test import TransactionTestCase

from accounts.wording import VOCABULARY

KEPT = {"django_content_type", "auth_permission"}
# Waits, as TRUNCATE would, for requests that are still being answered by the server of a test.
EMPTY = """
DO $$
DECLARE
    tables text[] := ARRAY[%s];
    one text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH one IN ARRAY tables LOOP
        EXECUTE format('LOCK TABLE %%I IN EXCLUSIVE MODE', one);
    END LOOP;
    FOREACH one IN ARRAY tables LOOP
        IF pg_relation_size(one::regclass) > 0 THEN
            EXECUTE format('DELETE FROM %%I', one);
        END IF;
    END LOOP;
END $$
"""
# A table that held many rows: to look through what is left of them would cost each later test.
SWOLLEN = "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_relation_size(oid) > 2000000 AND relname = ANY(%s)"
_flush = TransactionTestCase._fixture_teardown


@functools.cache
def _tables() -> list[str]:
    """Those of all models but the kept, and what was learned of their words; none where triggers may not be put to sleep."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone() != ("on",):
            return []
    of_models = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted({*of_models, VOCABULARY} - KEPT)


def _empty(case: TransactionTestCase) -> None:
    """In the place of ``TransactionTestCase._fixture_teardown``."""
    if not _tables() or case.available_apps is not None or case.serialized_rollback:
        _flush(case)
        return
    with connection.cursor() as cursor:
        cursor.execute(EMPTY % ", ".join(f"'{table}'" for table in _tables()))
        cursor.execute(SWOLLEN, [_tables()])
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")


def begin() -> None:
    TransactionTestCase._fixture_teardown = _empty
