"""The database's side of the change feed: triggers that write a row for each record that a transaction changed.

Statement-level with transition tables, so that an import of 100,000 rows costs a few statements more and not 100,000.
Which tables are told is declared in :mod:`config.feed`; :func:`install` makes the database agree with it after each migrate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from workflow.planned import planned

OPERATIONS = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
OPERATIONS["update"] = f"{OPERATIONS['insert']} {OPERATIONS['delete']}"
COLUMNS = 'xact, kind, record, code, change, act, "on", at, places, places_left'


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a record of another: ``owner`` is SQL over a row ``t`` for the record's key.

    ``reaches``: SQL over ``t`` for the places that the record is found under because of this row.
    """

    table: str
    owner: str
    reaches: str = ""


@dataclass(frozen=True)
class Told:
    """A kind of record: its table, and as SQL over its row ``r`` its institution code and the places it lies in.

    ``label``: the record's kind in the journal. ``unsaid``: columns whose change alone is none. ``only``: SQL over ``r``,
    where not every row of the table is told.
    """

    kind: str
    label: str
    table: str
    code: str = "''"
    places: str = "ARRAY[]::text[]"
    unsaid: tuple[str, ...] = ()
    only: str = "true"
    parts: tuple[Part, ...] = field(default=())


FUNCTIONS = """
CREATE OR REPLACE FUNCTION feed_places(province integer, district integer, code text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_remove(ARRAY['p' || $1, 'd' || $2, 'k' || $3], NULL) $$;
CREATE OR REPLACE FUNCTION feed_union(a text[], b text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ARRAY(SELECT DISTINCT unnest(a || b) ORDER BY 1) $$;
CREATE OR REPLACE FUNCTION feed_without(a text[], b text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ARRAY(SELECT unnest(a) EXCEPT SELECT unnest(b) ORDER BY 1) $$;
"""
XACT = "pg_current_xact_id()::text::bigint"
# A transaction tells of a record once: what it did to it altogether.
MERGE = """
ON CONFLICT (xact, kind, record) DO UPDATE SET
  change = CASE
    WHEN c.change = 'deleted' AND EXCLUDED.change = 'created' THEN 'updated'
    WHEN c.change = 'deleted' THEN 'deleted'
    WHEN EXCLUDED.change = 'updated' THEN c.change
    ELSE EXCLUDED.change END,
  code = CASE WHEN EXCLUDED.code = '' THEN c.code ELSE EXCLUDED.code END,
  places = CASE WHEN c.places = EXCLUDED.places THEN c.places ELSE feed_union(c.places, EXCLUDED.places) END,
  places_left = CASE
    WHEN c.places = EXCLUDED.places AND c.places_left = '{}' AND EXCLUDED.places_left = '{}' THEN '{}'
    ELSE feed_without(feed_union(c.places, EXCLUDED.places), feed_without(EXCLUDED.places, EXCLUDED.places_left)) END
WHERE NOT (EXCLUDED.change = 'updated' AND EXCLUDED.code IN ('', c.code) AND c.places = EXCLUDED.places
  AND c.places_left = '{}' AND EXCLUDED.places_left = '{}')
"""


def _row(told: Told, change: str, places: str, left: str = "'{}'::text[]") -> str:
    """The SELECT list of a row about ``r``."""
    return (
        f"SELECT {XACT}, '{told.kind}', r.id::text, coalesce({told.code}, ''), '{change}', '', NULL::date, now(), "
        f"{places}, {left}"
    )


def _insert(rows: str, before: str = "") -> str:
    return f"{before} INSERT INTO workflow_change AS c ({COLUMNS}) {rows} {MERGE};"


def _differs(unsaid: Iterable[str]) -> str:
    taken = "".join(f" - '{column}'" for column in unsaid)
    return f"(to_jsonb(n){taken}) IS DISTINCT FROM (to_jsonb(o){taken})"


def _own(told: Told) -> Iterator[tuple[str, str, str]]:
    """Table, operation and body for the record's own table."""
    yield told.table, "insert", _insert(f"{_row(told, 'created', told.places)} FROM new_rows r WHERE {told.only}")
    # Without OFFSET the planner writes each expression in wherever it is named, and looks schools up again and again.
    both = f"SELECT {told.places} AS at, {told.places.replace('r.', 'o.')} AS was OFFSET 0"
    places = "CASE WHEN p.at = p.was THEN p.at ELSE feed_union(p.at, p.was) END"
    left = "CASE WHEN p.at = p.was THEN '{}' ELSE feed_without(p.was, p.at) END"
    rows = f"FROM new_rows r JOIN old_rows o USING (id) CROSS JOIN LATERAL ({both}) p"
    differs = _differs(told.unsaid).replace("to_jsonb(n)", "to_jsonb(r)")
    yield (
        told.table,
        "update",
        _insert(f"{_row(told, 'updated', places, left)} {rows} WHERE {told.only} AND {differs}"),
    )
    unsaid = f"""WITH unsaid AS (DELETE FROM workflow_change c USING old_rows o WHERE c.xact = {XACT}
        AND c.kind = '{told.kind}' AND c.record = o.id::text AND c.change = 'created' RETURNING c.record)"""
    gone = f"{_row(told, 'deleted', told.places)} FROM old_rows r WHERE {told.only}"
    yield (
        told.table,
        "delete",
        _insert(f"{gone} AND NOT EXISTS (SELECT FROM unsaid WHERE unsaid.record = r.id::text)", unsaid),
    )


def _part(told: Told, part: Part) -> Iterator[tuple[str, str, str]]:
    """The same for a table whose rows belong to a record: the record has changed."""
    reaches = part.reaches or "NULL::text[]"
    of_row = f"{part.owner} AS owner, {reaches} AS reached"
    changed = (
        f"WITH pairs AS (SELECT to_jsonb(n) <> to_jsonb(o) AS differs, n.id FROM new_rows n JOIN old_rows o USING (id)) "
        f"SELECT {of_row} FROM new_rows t JOIN pairs USING (id) WHERE differs "
        f"UNION ALL SELECT {of_row} FROM old_rows t JOIN pairs USING (id) WHERE differs"
    )
    touched = {
        "insert": f"SELECT {of_row} FROM new_rows t",
        "delete": f"SELECT {of_row} FROM old_rows t",
        "update": changed,
    }
    if part.reaches:
        places, left = f"feed_union({told.places}, k.reached)", f"feed_without(k.reached, {told.places})"
        keys = (
            "SELECT t.owner, coalesce(array_agg(p) FILTER (WHERE p IS NOT NULL), '{}') AS reached "
            "FROM touched t LEFT JOIN LATERAL unnest(t.reached) p ON true GROUP BY 1"
        )
    else:
        places, left = told.places, "'{}'::text[]"
        keys = "SELECT DISTINCT owner FROM touched"
    for operation, rows in touched.items():
        source = f"FROM ({keys}) k JOIN {told.table} r ON r.id = k.owner WHERE {told.only}"
        yield (
            part.table,
            operation,
            _insert(f"{_row(told, 'updated', places, left)} {source}", f"WITH touched AS ({rows})"),
        )


def _journal(kinds: Iterable[Told]) -> tuple[str, str, str]:
    """The act that the transaction wrote down about a record is told with its change."""
    labels = ", ".join(f"('{told.label}', '{told.kind}')" for told in kinds)
    body = f"""UPDATE workflow_change c SET act = n.act, "on" = n."on"
        FROM new_rows n JOIN (VALUES {labels}) named (label, kind) ON named.label = n.record_kind
        WHERE c.xact = {XACT} AND c.kind = named.kind AND c.record = n.record_id;"""
    return "workflow_journalentry", "insert", body


def wanted(kinds: Iterable[Told]) -> dict[tuple[str, str], str]:
    """``{(table, trigger): SQL}``; a trigger's name carries the hash of its body, so that another body is another name."""
    kinds = list(kinds)
    bodies = [_journal(kinds)]
    for told in kinds:
        bodies += _own(told)
        for part in told.parts:
            bodies += _part(told, part)
    found = {}
    for table, operation, body in bodies:
        statements = planned(operation, body)
        digest = hashlib.sha256(f"{FUNCTIONS}{statements}".encode()).hexdigest()[:10]
        name = f"feed_{operation}_{digest}"
        found[table, name] = (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ "
            f"BEGIN {statements} RETURN NULL; END $body$;\n"
            f"CREATE TRIGGER {name} AFTER {operation.upper()} ON {table} REFERENCING {OPERATIONS[operation]} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
        )
    return found


def installed() -> set[tuple[str, str]]:
    """``(table, trigger)`` of each of our triggers in the database."""
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'feed\_%'")
        return {(table, name) for table, name in cursor.fetchall()}


def install(kinds: Iterable[Told]) -> int:
    """Make the database's triggers those declared; returns how many were made or taken away.

    Tables that a migration back in time has taken away, or not made yet, are passed over.
    """
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if "workflow_change" not in tables:
        return 0
    declared = {key: statement for key, statement in wanted(kinds).items() if key[0] in tables}
    there = installed()
    with connection.cursor() as cursor:
        for _, name in there - declared.keys():
            cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        missing = [statement for key, statement in declared.items() if key not in there]
        if missing:
            cursor.execute(FUNCTIONS + "\n".join(missing))
    return len(there - declared.keys()) + len(missing)
