"""Checks every school of the country for all four designations and stores how each stands."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from legislation.rules import Findings, Outcome
from schools.models import School

from .dossiers import facts_of, policy_on
from .models import Standing
from .rules import RULE_BOOKS

ENCODER = msgspec.json.Encoder(decimal_format="number")
NOTHING = "\\N"  # PostgreSQL's NULL in COPY
COLUMNS = ("school_id", "type", "verdict", "unmet", "unknown", "findings", "policy_id", "as_of", "checked_at")


def check_country(*, on: date, at: datetime, schools: Any = None) -> int:
    """Examine all open schools (or ``schools``) and store their standings; returns how many were stored.

    Written by COPY into a temporary table and one upsert; whole, or not at all.
    """
    if schools is None:
        schools = School.objects.open_on(on)
    version, policy = policy_on(on)
    facts = facts_of(schools, on=on)
    policy_key = version.pk if version else NOTHING
    buffer = io.StringIO()
    count = 0
    for school, by_type in facts.items():
        for kind, book in RULE_BOOKS.items():
            findings = book.examine(by_type[kind], policy, on=on)
            buffer.write(_row(school, kind, findings, f"{policy_key}\t{on}\t{at.isoformat()}\n"))
            count += 1
    buffer.seek(0)
    _store(buffer)
    return count


def _row(school: int, kind: str, findings: Findings, end: str) -> str:
    """One line of COPY's text form: columns between tabs; JSON holds no raw tab or line, only backslashes to double."""
    outcomes = [finding.outcome for finding in findings]
    shapes = ENCODER.encode([finding.shape() for finding in findings]).decode().replace("\\", "\\\\")
    unmet, unknown = outcomes.count(Outcome.UNMET), outcomes.count(Outcome.UNKNOWN)
    return f"{school}\t{kind}\t{findings.verdict}\t{unmet}\t{unknown}\t{shapes}\t{end}"


@transaction.atomic
def _store(rows: io.StringIO) -> None:
    table, columns = Standing._meta.db_table, ", ".join(COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE new_standing (LIKE {table}) ON COMMIT DROP")
        cursor.execute("ALTER TABLE new_standing DROP COLUMN id")
        cursor.copy_expert(f"COPY new_standing ({columns}) FROM STDIN", rows)
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new_standing "
            f"ON CONFLICT (school_id, type) DO UPDATE SET {updates}"
        )
