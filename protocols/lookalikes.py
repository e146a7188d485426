"""Finds pairs of records that may be one organisation: by the key of the name, and in one province by its likeness.

Bounded: likeness is looked for around the records that were added last, each is held against a few that its province's index
finds, and no more pairs are read than are shown. Equal keys are found however old the records are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from .choices.stakeholders import StakeholderStatus
from .models import Stakeholder
from .rules.duplicates import ALIKE, Entry, doubts, reasons

MOST_PAIRS = 200
MOST_OF_ONE = 5  # of the records that look like one
NEWEST = 300  # of the records around which likeness is looked for

# Two with different tax numbers are two legal persons, whatever their names; a decision on a pair is asked for once.
FITS = """s.id <> a.id AND s.status <> %(merged)s
    AND (s.tax_number IS NULL OR a.tax_number IS NULL OR s.tax_number = a.tax_number)
    AND NOT EXISTS (SELECT FROM protocols_stakeholderdistinction d
        WHERE d.first_id = least(s.id, a.id) AND d.second_id = greatest(s.id, a.id))"""
# Numbers in names tell zones apart.
PAIRS = """
WITH record AS (
    SELECT s.id, s.match_key, s.province_id, s.tax_number FROM protocols_stakeholder s
    WHERE s.status <> %(merged)s AND (%(one)s::bigint IS NULL OR s.id = %(one)s)
      AND (%(provinces)s::int[] IS NULL OR s.province_id = ANY(%(provinces)s::int[]))
), shared AS (
    SELECT match_key FROM protocols_stakeholder WHERE status <> %(merged)s GROUP BY 1 HAVING count(*) > 1
), newest AS (
    SELECT * FROM record ORDER BY id DESC LIMIT %(newest)s
), found AS (
    SELECT a.id AS one, b.id AS other, 1.0 AS likeness
    FROM record a JOIN shared USING (match_key) CROSS JOIN LATERAL (
        SELECT s.id FROM protocols_stakeholder s WHERE s.match_key = a.match_key AND {fits} ORDER BY s.id LIMIT %(each)s
    ) b
    UNION ALL
    SELECT a.id, b.id, b.likeness
    FROM newest a CROSS JOIN LATERAL (
        SELECT s.id, similarity(s.match_key, a.match_key) AS likeness
        FROM protocols_stakeholder s
        WHERE s.province_id::text = a.province_id::text AND s.match_key %% a.match_key AND {fits}
          AND regexp_replace(s.match_key, '[^0-9]+', ' ', 'g') = regexp_replace(a.match_key, '[^0-9]+', ' ', 'g')
        ORDER BY likeness DESC, s.id LIMIT %(each)s
    ) b
)
SELECT least(one, other), greatest(one, other), max(likeness) FROM found
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT %(most)s
""".replace("{fits}", FITS)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the older one first; ``reasons`` and ``doubts`` as sentences; ``likeness`` from 0 to 1."""

    first: Stakeholder
    second: Stakeholder
    likeness: float
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def pairs(*, provinces: list[int] | None = None, most: int = MOST_PAIRS) -> list[Pair]:
    """The likeliest pairs of the country, or those with a record in one of the provinces; two queries."""
    return _read(None, provinces, most)


def pairs_of(stakeholder: Stakeholder) -> list[Pair]:
    """The records that look like this one."""
    return _read(stakeholder.pk, None, MOST_OF_ONE)


@transaction.atomic
def _read(one: int | None, provinces: list[int] | None, most: int) -> list[Pair]:
    given = {
        "merged": StakeholderStatus.MERGED.value,
        "one": one,
        "provinces": provinces,
        "each": MOST_OF_ONE,
        "newest": NEWEST,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
        cursor.execute(PAIRS, given)
        found = cursor.fetchall()
    keys = {key for first, second, _ in found for key in (first, second)}
    records = Stakeholder.objects.select_related("province", "district").in_bulk(keys)
    return [_pair(records[first], records[second], likeness) for first, second, likeness in found]


def _pair(first: Stakeholder, second: Stakeholder, likeness: float) -> Pair:
    one, other = _entry(first), _entry(second)
    return Pair(first, second, likeness, reasons(one, other, likeness), doubts(one, other))


def _entry(record: Any) -> Entry:
    return Entry(
        record.match_key, record.kind, record.province_id, record.district_id, record.tax_number or "", record.phone,
        record.email,
    )  # fmt: skip
