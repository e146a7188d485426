"""Who holds which place: given by an announced placement, in one statement for the country, and lost with the last day."""

from __future__ import annotations

from datetime import date

from django.db import connection

from transfers.choices import ApplicationStatus
from transfers.models import Application, PlacementRun, TransferRound

# Who stays where they were keep their registration and its day.
SEAT_PLACED = """
    WITH held AS (
        SELECT a.id, o.quota_id, o.kind, a.status, a.register_until FROM transfers_application a
        JOIN transfers_runprogramme o ON o.id = a.seat_id WHERE a.round_id = %(round)s
    ), told AS (
        SELECT p.application_id, p.programme_id,
            coalesce(h.quota_id = n.quota_id AND h.kind = n.kind, false) AS stays, h.status, h.register_until
        FROM transfers_placement p LEFT JOIN transfers_runprogramme n ON n.id = p.programme_id
        LEFT JOIN held h ON h.id = p.application_id WHERE p.run_id = %(run)s
    )
    UPDATE transfers_application a SET
        seat_id = t.programme_id,
        status = CASE WHEN t.programme_id IS NULL THEN 'application_waiting'
                      WHEN t.stays THEN t.status ELSE 'application_placed' END,
        register_until = CASE WHEN t.programme_id IS NULL THEN NULL WHEN t.stays THEN t.register_until ELSE %(until)s END,
        state_since = CASE WHEN t.stays THEN a.state_since ELSE %(on)s END,
        revision = a.revision + 1
    FROM told t WHERE t.application_id = a.id
"""


def seat(run: PlacementRun, until: date, on: date) -> dict[str, int]:
    """In one statement for the country; returns how many hold a place and how many wait."""
    with connection.cursor() as cursor:
        cursor.execute(SEAT_PLACED, {"round": run.round_id, "run": run.pk, "until": until, "on": on})
    rows = Application.objects.filter(round=run.round_id)
    return {
        "seated": rows.exclude(seat=None).count(),
        "waiting": rows.filter(status=ApplicationStatus.WAITING).count(),
    }


def lapse(taking: TransferRound, on: date) -> int:
    """Those who did not register by their last day hold their place no more; returns how many."""
    rows = Application.objects.filter(round=taking, status=ApplicationStatus.PLACED, register_until__lt=on)
    return rows.update(status=ApplicationStatus.LAPSED, seat=None, register_until=None, state_since=on)
