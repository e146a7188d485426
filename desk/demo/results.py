"""The demonstration's round after its evaluation: placed, adopted by the central commission, announced, registered, closed."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from transfers.acts import APPLICATION, COMMISSION, ROUND, RUN, SITTING, appoint, call_sitting, start_run_of
from transfers.choices import ApplicationStatus, RoundStatus, RunPurpose
from transfers.models import Application, Commission, PlacementRun, TransferRound
from transfers.tasks import place_run

from .commissions import MEMBERS

REGISTERED = 400  # by one act each; the others still have time, or let their day go by


def bring_further(taking: TransferRound, people: dict[str, Any], state: str) -> TransferRound:
    """From evaluation to the state that is asked for."""
    if state not in {RoundStatus.RESULTS, RoundStatus.CLOSED}:
        return taking
    _announce(taking, people, RunPurpose.MAIN, taking.results_on)
    _register(taking, people, taking.results_on)
    if state == RoundStatus.CLOSED:
        _announce(taking, people, RunPurpose.WAITING, taking.registration_until + timedelta(days=1))
        over = taking.waiting_until + timedelta(days=1)
        ROUND.acts["close_round"](TransferRound.objects.get(pk=taking.pk), by=people["daire"], on=over)
    return TransferRound.objects.get(pk=taking.pk)


def _announce(taking: TransferRound, people: dict[str, Any], purpose: str, on: date) -> None:
    run = start_run_of(taking, by=people["uzman"], on=on, purpose=purpose)
    place_run(job=str(run.job_id), run=run.pk)
    run = PlacementRun.objects.get(pk=run.pk)
    commission = _central(taking, people, on)
    sitting = call_sitting(
        commission, by=people["uzman"], on=on, meets_on=on, starts_at=time(10), place="Toplantı salonu",
        agenda=["Yerleştirmenin kabulü"],
    )  # fmt: skip
    attended = list(commission.members.all())
    sitting = SITTING.acts["hold_sitting"](sitting, by=people["uzman"], on=on, attended=attended)
    SITTING.acts["adopt_run"](sitting, by=people["uzman"], on=on, run=run)
    RUN.acts["announce_run"](run, by=people["daire"], on=on)


def _central(taking: TransferRound, people: dict[str, Any], on: date) -> Commission:
    there = Commission.objects.filter(round=taking, province=None).first()
    commission = there or appoint(taking, None, by=people["uzman"], on=on, appointed_on=on)
    for seat, name, title in () if there else MEMBERS:
        commission = COMMISSION.acts["add_member"](
            commission, by=people["uzman"], on=on, seat=seat, name=name, title=title, starts_on=on
        )
    return commission


def _register(taking: TransferRound, people: dict[str, Any], on: date) -> None:
    """Students of the province whose officer is among the people, by that officer."""
    officer = people["il"]
    placed = Application.objects.visible_to(officer).filter(round=taking, status=ApplicationStatus.PLACED)
    for application in placed.order_by("pk")[:REGISTERED]:
        APPLICATION.acts["confirm_registration"](application, by=officer, on=on)
