"""How many others who still wait for the same places come before a student: the order of the newest announced placement."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from .choices import ApplicationStatus
from .models import Application

Queue = dict[tuple[int, int, str], int]  # by application, quota and kind of place

# All who wait were looked at by the newest announced run of their round, so that its ranks compare. Each one's are taken out of its
# part once (OFFSET keeps the planner from doing it again for each use), whatever of the places asked for it waits for.
WAITING = """
    WITH newest AS MATERIALIZED (
        SELECT DISTINCT ON (round_id) id, round_id FROM transfers_placementrun
        WHERE status = 'run_announced' AND round_id IN (SELECT round_id FROM transfers_application WHERE id = ANY(%(keys)s))
        ORDER BY round_id, number DESC
    ), asked AS MATERIALIZED (
        SELECT DISTINCT quota_id FROM transfers_preference WHERE application_id = ANY(%(keys)s)
    )
    SELECT application_id, quota_id, kind, place FROM (
        SELECT one.application_id, wish.quota_id, wish.kind, row_number() OVER (
            PARTITION BY wish.quota_id, wish.kind ORDER BY own.ranks[wish.rank], one.application_id
        ) AS place
        FROM (
            SELECT w.application_id, a.round_id, array_agg(w.quota_id) AS quotas, array_agg(w.kind) AS kinds,
                array_agg(w.rank) AS wished
            FROM asked JOIN transfers_preference w ON w.quota_id = asked.quota_id
            JOIN transfers_application a ON a.id = w.application_id AND a.status = 'application_waiting'
            GROUP BY w.application_id, a.round_id
        ) one
        JOIN newest ON newest.round_id = one.round_id
        JOIN transfers_placementpart p ON p.run_id = newest.id AND int8range(p.first, p.last, '[]') @> one.application_id
        CROSS JOIN LATERAL (SELECT array_position(p.applications, one.application_id) AS n OFFSET 0) at
        CROSS JOIN LATERAL (SELECT p.ranks[coalesce(p.ends[at.n - 1], 0) + 1 : p.ends[at.n]] AS ranks OFFSET 0) own
        CROSS JOIN LATERAL unnest(one.quotas, one.kinds, one.wished) wish (quota_id, kind, rank)
        WHERE at.n IS NOT NULL
    ) queue WHERE application_id = ANY(%(keys)s)
"""


def waiting_ranks(applications: Sequence[Application]) -> Queue:
    """The place, from 1, of each of these students who wait, for each of their preferences; one query for any number.

    Who belongs to a group for whom places are kept may be placed before others (okul/8/3); the place does not tell that.
    """
    keys = [one.pk for one in applications if one.status == ApplicationStatus.WAITING]
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"keys": keys})
        return {(application, quota, kind): place for application, quota, kind, place in cursor.fetchall()}
