"""How many others who still wait for the same places come before a student: the order of the newest announced placement."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from .choices import ApplicationStatus
from .models import Application

Queue = dict[tuple[int, int, str], int]  # by application, quota and kind of place

# All who wait were looked at by the newest announced run of their round, so that its ranks compare.
WAITING = """
    SELECT application_id, quota_id, kind, place FROM (
        SELECT w.application_id, w.quota_id, w.kind,
            row_number() OVER (PARTITION BY w.quota_id, w.kind ORDER BY newest.ranks[w.rank], w.application_id) AS place
        FROM transfers_preference w
        JOIN transfers_application a ON a.id = w.application_id AND a.status = 'application_waiting'
        CROSS JOIN LATERAL (
            SELECT p.ranks FROM transfers_placementrun r
            JOIN transfers_placement p ON p.run_id = r.id AND p.span @> a.id AND p.application_id = a.id
            WHERE r.round_id = a.round_id AND r.status = 'run_announced' ORDER BY r.number DESC LIMIT 1
        ) newest
        WHERE w.quota_id IN (SELECT quota_id FROM transfers_preference WHERE application_id = ANY(%(keys)s))
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
