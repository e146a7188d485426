"""Carries what an event table of pghistory knew over into the one history; for migrations."""

from __future__ import annotations

from typing import Any

SILENT = "ARRAY['pgh_id', 'pgh_created_at', 'pgh_label', 'pgh_context_id', 'pgh_obj_id', 'updated_at', 'contact']"


def carry_over(editor: Any, events: str, table: str, kind: str, owner: str) -> None:
    """Write the events of ``events`` as versions of rows of ``table``; ``owner`` is the column with the record's key.

    Nothing is done where the table has versions already. A row that is there no more ends with a deletion now, because
    event tables did not tell of deletions.
    """
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM workflow_rowversion WHERE table_name = %s)", [table])
        if cursor.fetchone()[0]:
            return
        into = (
            "INSERT INTO workflow_rowversion "
            "(record_kind, record_id, table_name, row_id, change, at, xact, data, was, context) "
        )
        cursor.execute(
            f"{into} SELECT %s, e.{owner}::text, %s, e.id::text, e.pgh_label, e.pgh_created_at, -e.pgh_id, "
            f"to_jsonb(e) - 'former' - {SILENT}, (SELECT jsonb_object_agg(o.key, o.value) FROM jsonb_each(e.former) o "
            f"WHERE to_jsonb(e) -> o.key IS DISTINCT FROM o.value), e.pgh_context_id "
            f"FROM (SELECT *, lag(to_jsonb(x) - {SILENT}) OVER (PARTITION BY id ORDER BY pgh_id) AS former "
            f"FROM {events} x) e ORDER BY e.pgh_id",
            [kind, table],
        )
        cursor.execute(
            f"{into} SELECT DISTINCT ON (v.row_id) v.record_kind, v.record_id, v.table_name, v.row_id, 'delete', now(), "
            "txid_current(), v.data, NULL, NULL FROM workflow_rowversion v WHERE v.table_name = %s AND NOT EXISTS "
            f"(SELECT FROM {table} t WHERE t.id::text = v.row_id) ORDER BY v.row_id, v.id DESC",
            [table],
        )
