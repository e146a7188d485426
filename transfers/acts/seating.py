"""Who holds which place: given by an announced placement, in one statement for the country, and lost with the last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F

from accounts.models import User
from transfers.choices import ApplicationStatus
from transfers.models import Application, PlacementRun, RunProgramme, TransferRound
from workflow.journal import record_acts

S = ApplicationStatus
BASIS = "okul/8/2"
TOGETHER = 5_000  # applications whose entries are held in memory at once

# Who stays where they were keep their registration and its day. Returned: all that have another place, or another standing, now.
SEAT_PLACED = """
    WITH told AS (
        SELECT p.application_id, p.programme_id, p.preference, a.status AS was, a.seat_id AS had, a.register_until,
            coalesce(h.quota_id = n.quota_id AND h.kind = n.kind, false) AS stays
        FROM transfers_placement p JOIN transfers_application a ON a.id = p.application_id
        LEFT JOIN transfers_runprogramme n ON n.id = p.programme_id
        LEFT JOIN transfers_runprogramme h ON h.id = a.seat_id WHERE p.run_id = %(run)s
    ), seated AS (
        UPDATE transfers_application a SET
            seat_id = t.programme_id,
            status = CASE WHEN t.programme_id IS NULL THEN 'application_waiting'
                          WHEN t.stays THEN t.was ELSE 'application_placed' END,
            register_until =
                CASE WHEN t.programme_id IS NULL THEN NULL WHEN t.stays THEN t.register_until ELSE %(until)s END,
            state_since = CASE WHEN t.stays THEN a.state_since ELSE %(on)s END,
            revision = a.revision + 1
        FROM told t WHERE t.application_id = a.id
        RETURNING a.id, t.was, a.status, t.had, a.seat_id, t.preference, t.stays
    )
    SELECT id, was, status, had, seat_id, preference FROM seated
    WHERE NOT stays AND (was <> status OR had IS DISTINCT FROM seat_id)
"""
SAID = {
    S.PLACED: ("be_placed", "Yerleştirildi"),
    S.WAITING: ("wait_for_place", "Yedekte bekliyor"),
    S.LAPSED: ("lapse_registration", "Kayıt süresi geçti"),
    S.UNPLACED: ("stay_unplaced", "Dönem yer bulamadan kapandı"),
}
Change = tuple[
    int, str, str, dict[str, Any]
]  # an application's key, what it was, what it is, and what the entry says of it


def seat(run: PlacementRun, until: date, *, by: User, on: date) -> dict[str, int]:
    """In one statement for the country; returns how many hold a place and how many wait."""
    with connection.cursor() as cursor:
        cursor.execute(SEAT_PLACED, {"run": run.pk, "until": until, "on": on})
        changed = cursor.fetchall()
    places = _names_of(had for *_, had, _, _ in changed) | _names_of(seat for *_, seat, _ in changed)
    _note(_told(changed, run, until, places), by=by, on=on)
    rows = Application.objects.filter(round=run.round_id)
    return {
        "seated": rows.exclude(seat=None).count(),
        "waiting": rows.filter(status=S.WAITING).count(),
    }


def _names_of(places: Iterable[int | None]) -> dict[int, str]:
    rows = RunProgramme.objects.filter(pk__in={key for key in places if key})
    return {
        place.pk: place.in_words for place in rows.select_related("quota__school", "quota__field", "quota__branch")
    }


def _told(
    changed: Iterable[tuple[Any, ...]], run: PlacementRun, until: date, places: dict[int, str]
) -> Iterable[Change]:
    for key, was, status, had, seated, preference in changed:
        said: dict[str, Any] = {"run": run.number}
        if had:
            said["place_before"] = places[had]
        if seated:
            said |= {"place": places[seated], "preference": preference, "register_until": until}
        yield key, was, status, said


def _note(changes: Iterable[Change], *, by: User, on: date) -> None:
    """An entry about each application, as of one by one."""
    alike: dict[tuple[str, str], dict[int, dict[str, Any]]] = defaultdict(dict)
    for key, was, status, said in changes:
        alike[was, status][key] = said
    for (was, status), details in alike.items():
        keys = list(details)
        for first in range(0, len(keys), TOGETHER):
            records = list(Application.objects.select_related("round").filter(pk__in=keys[first : first + TOGETHER]))
            act, label = SAID[S(status)]
            record_acts(
                records, act=act, label=label, by=by, on=on, before=was, after=status, cites=BASIS, details=details
            )


def lapse(taking: TransferRound, *, by: User, on: date) -> int:
    """Those who did not register by their last day hold their place no more; returns how many."""
    rows = Application.objects.filter(round=taking, status=S.PLACED, register_until__lt=on).select_for_update()
    lost = list(rows.values_list("pk", "seat", "register_until"))
    Application.objects.filter(pk__in=[key for key, _, _ in lost]).update(
        status=S.LAPSED, seat=None, register_until=None, state_since=on, revision=F("revision") + 1
    )
    places = _names_of(had for _, had, _ in lost)
    _note(
        (
            (key, S.PLACED, S.LAPSED, {"place_before": places[had], "register_until": until})
            for key, had, until in lost
        ),
        by=by,
        on=on,
    )
    return len(lost)


def leave_unplaced(taking: TransferRound, *, by: User, on: date) -> int:
    """Those who still wait when the round closes go without a place; returns how many."""
    rows = Application.objects.filter(round=taking, status=S.WAITING).select_for_update()
    keys = list(rows.values_list("pk", flat=True))
    Application.objects.filter(pk__in=keys).update(status=S.UNPLACED, state_since=on, revision=F("revision") + 1)
    _note(((key, S.WAITING, S.UNPLACED, {}) for key in keys), by=by, on=on)
    return len(keys)
