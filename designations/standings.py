"""Checks every school of the country for all four designations and stores how each stands."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from legislation.rules import Findings, Outcome
from schools.models import School

from .dossiers import facts_of, policy_on
from .models import Standing
from .rules import RULE_BOOKS

COLUMNS = ("school_id", "type", "verdict", "unmet", "unknown", "findings", "policy_id", "as_of", "checked_at")


def check_country(*, on: date, at: datetime, schools: Any = None) -> int:
    """Examine all open schools (or ``schools``) and store their standings; returns how many were stored.

    Written by COPY into a temporary table and one upsert; whole, or not at all.
    """
    if schools is None:
        schools = School.objects.open_on(on)
    version, policy = policy_on(on)
    facts = facts_of(schools, on=on)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    count = 0
    for school, by_type in facts.items():
        for kind, book in RULE_BOOKS.items():
            findings = book.examine(by_type[kind], policy, on=on)
            writer.writerow(_row(school, kind, findings, version, on, at))
            count += 1
    buffer.seek(0)
    _store(buffer)
    return count


def _row(school: int, kind: str, findings: Findings, version: Any, on: date, at: datetime) -> list[Any]:
    outcomes = [finding.outcome for finding in findings]
    return [
        school,
        kind,
        str(findings.verdict),
        outcomes.count(Outcome.UNMET),
        outcomes.count(Outcome.UNKNOWN),
        json.dumps([finding.as_json() for finding in findings], ensure_ascii=False),
        version.pk if version else "",
        on.isoformat(),
        at.isoformat(),
    ]


@transaction.atomic
def _store(rows: io.StringIO) -> None:
    table, columns = Standing._meta.db_table, ", ".join(COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE new_standing (LIKE {table}) ON COMMIT DROP")
        cursor.execute("ALTER TABLE new_standing DROP COLUMN id")
        cursor.copy_expert(f"COPY new_standing ({columns}) FROM STDIN WITH (FORMAT csv)", rows)
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new_standing "
            f"ON CONFLICT (school_id, type) DO UPDATE SET {updates}"
        )
