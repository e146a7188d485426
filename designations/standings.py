"""Checks every school of the country for all four designations and stores how each stands."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from legislation.rules import Finding, Findings, Outcome
from schools.models import School
from workflow.collecting import collector_resting

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
    with collector_resting():
        rows = _rows(schools, on, at)
        _store(io.StringIO("".join(rows)))
    return len(rows)


def _rows(schools: Any, on: date, at: datetime) -> list[str]:
    version, policy = policy_on(on)
    end = f"{version.pk if version else NOTHING}\t{on}\t{at.isoformat()}\n"
    return [
        _row(school, kind, book.examine(by_type[kind], policy, on=on), end)
        for school, by_type in facts_of(schools, on=on).items()
        for kind, book in RULE_BOOKS.items()
    ]


def _row(school: int, kind: str, findings: Findings, end: str) -> str:
    """One line of COPY's text form: columns between tabs; JSON holds no raw tab or line, only backslashes to double."""
    outcomes = [finding.outcome for finding in findings]
    shapes = ENCODER.encode([_kept(finding) for finding in findings]).decode().replace("\\", "\\\\")
    unmet, unknown = outcomes.count(Outcome.UNMET), outcomes.count(Outcome.UNKNOWN)
    return f"{school}\t{kind}\t{findings.verdict}\t{unmet}\t{unknown}\t{shapes}\t{end}"


def _kept(finding: Finding) -> dict[str, Any]:
    """What of a finding is stored for the whole country; the evidence is gathered when somebody looks at the school."""
    return {
        "provision": finding.provision,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "measured": finding.measured,
        "required": finding.required,
        "remedy": finding.remedy,
        "mend": finding.mend,
    }


@transaction.atomic
def _store(rows: io.StringIO) -> None:
    table, columns = Standing._meta.db_table, ", ".join(COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS new_standing")  # of an earlier check in the same transaction
        cursor.execute(f"CREATE TEMPORARY TABLE new_standing (LIKE {table}) ON COMMIT DROP")
        cursor.execute("ALTER TABLE new_standing DROP COLUMN id")
        cursor.copy_expert(f"COPY new_standing ({columns}) FROM STDIN", rows)
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new_standing "
            f"ON CONFLICT (school_id, type) DO UPDATE SET {updates}"
        )
