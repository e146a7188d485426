"""The database's side of the history: triggers that write down each row that a statement changed.

Statement-level with transition tables, so that an import of 100,000 rows pays one more statement and not 100,000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection, transaction

from workflow.planned import planned

from .kinds import Kept, Table

OPERATIONS = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
OPERATIONS["update"] = f"{OPERATIONS['insert']} {OPERATIONS['delete']}"
COLUMNS = "record_kind, record_id, table_name, row_id, change, at, xact, data, was, context"
INTO = f"INSERT INTO workflow_rowversion ({COLUMNS})"
XACT = "pg_current_xact_id()::text::bigint"
CONTEXT = "(SELECT _pgh_attach_context())"


def _without(row: str, table: Table) -> str:
    names = ", ".join(f"'{column}'" for column in table.left_out)
    return f"(to_jsonb({row}) - ARRAY[{names}]::text[])"


def _key(table: Table, row: str = "t") -> str:
    """The record's key; of a row whose way to it is gone already, the one it was last found under."""
    owner = table.owner.replace("t.", f"{row}.")
    if table.link is None or table.part is None:
        return f"coalesce(({owner})::text, '')"
    last = (
        f"SELECT v.record_id FROM workflow_rowversion v WHERE v.record_kind = '{table.kept.kind}' "
        f"AND v.table_name = '{table.name}' AND v.row_id = {row}.id::text ORDER BY v.id DESC LIMIT 1"
    )
    return f"coalesce(({owner})::text, ({last}), '')"


def _version(table: Table, change: str, data: str, was: str = "NULL::jsonb", key: str = "") -> str:
    return (
        f"SELECT '{table.kept.kind}', {key or _key(table)}, '{table.name}', t.id::text, '{change}', now(), {XACT}, "
        f"{data}, {was}, {CONTEXT}"
    )


def bodies(table: Table) -> dict[str, str]:
    """What the triggers do on each operation; a row that goes over to another record leaves the one and joins the other."""
    data, former = _without("t", table), _without("o", table)
    now_of, then_of = _key(table), _key(table, "o")
    was = (
        "(SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(j.former) e "
        "WHERE j.data -> e.key IS DISTINCT FROM e.value)"
    )
    pairs = (
        f"FROM new_rows t JOIN old_rows o USING (id) "
        f"CROSS JOIN LATERAL (SELECT {data} AS data, {former} AS former OFFSET 0) j "
        f"WHERE j.data IS DISTINCT FROM j.former"
    )
    moved = f"{now_of} IS DISTINCT FROM {then_of}"
    update = f"{INTO} {_version(table, 'update', 'j.data', was)} {pairs}"
    if not table.is_own:
        update = (
            f"{update} AND NOT ({moved}); {INTO} {_version(table, 'delete', 'j.former', key=then_of)} {pairs} "
            f"AND {moved}; {INTO} {_version(table, 'insert', 'j.data')} {pairs} AND {moved}"
        )
    return {
        "insert": f"{INTO} {_version(table, 'insert', data)} FROM new_rows t;",
        "delete": f"{INTO} {_version(table, 'delete', data)} FROM old_rows t;",
        "update": f"{update};",
    }


def wanted(kinds: Iterable[Kept]) -> dict[tuple[str, str], str]:
    """``{(table, trigger): SQL}``; a trigger's name carries the hash of its body, so that another body is another name."""
    found = {}
    for table in (table for kept in kinds for table in kept.tables):
        for operation, body in bodies(table).items():
            statements = planned(operation, body)
            name = f"history_{operation}_{hashlib.sha256(statements.encode()).hexdigest()[:10]}"
            found[table.name, name] = (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ "
                f"BEGIN {statements} RETURN NULL; END $body$;\n"
                f"CREATE TRIGGER {name} AFTER {operation.upper()} ON {table.name} REFERENCING {OPERATIONS[operation]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
            )
    return found


def installed() -> set[tuple[str, str]]:
    """``(table, trigger)`` of each of our triggers in the database."""
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'history\_%'")
        return {(table, name) for table, name in cursor.fetchall()}


def install(kinds: Iterable[Kept]) -> int:
    """Make the database's triggers those declared; returns how many were made or taken away.

    Rows that were there before get a baseline, so that the record can be shown as of any day from now on.
    """
    kinds = list(kinds)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if "workflow_rowversion" not in tables:
        return 0
    declared = {key: statement for key, statement in wanted(kinds).items() if key[0] in tables}
    there = installed()
    missing = {key: statement for key, statement in declared.items() if key not in there}
    # One transaction: the baseline of a record is one line of its story.
    with transaction.atomic(), connection.cursor() as cursor:
        for _, name in there - declared.keys():
            cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        for statement in missing.values():
            cursor.execute(statement)
        known = {name for name, _ in there}
        for table in (table for kept in kinds for table in kept.tables if table.name in tables - known):
            cursor.execute(baseline(table))
    return len(there - declared.keys()) + len(missing)


def baseline(table: Table) -> str:
    """Writes down the rows of a table that have no version yet."""
    return (
        f"{INTO} {_version(table, 'baseline', _without('t', table))} FROM {table.name} t "
        f"WHERE NOT EXISTS (SELECT FROM workflow_rowversion v WHERE v.table_name = '{table.name}' "
        f"AND v.record_kind = '{table.kept.kind}' AND v.row_id = t.id::text)"
    )
