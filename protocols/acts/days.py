"""What a new day brings by itself: amendments begin to hold, terms run out. Done again, it does nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from protocols.choices import ProtocolStatus
from protocols.models import Amendment, Protocol
from workflow.journal import record_act

from .amendments import put_into_effect
from .board_days import follow_protocols
from .obligations import plan_duties
from .settling import settle_all
from .sponsors import run_out_sponsors
from .trainers import run_out_trainers


def open_the_day(*, on: date) -> tuple[int, int]:
    """How many amendments took effect and how many protocols ended."""
    due = Amendment.objects.signed().filter(in_effect=False, holds_from__lte=on).order_by("holds_from", "number")
    over = Protocol.objects.filter(status=ProtocolStatus.SIGNED, ends_on__lt=on).order_by("pk")
    run_out_sponsors(on=on)
    begun = sum(_begin(key, on) for key in list(due.values_list("pk", flat=True)))
    # Only now: an amendment of today may have prolonged the term.
    ended = sum(_run_out(key, on) for key in list(over.values_list("pk", flat=True)))
    run_out_trainers(on=on)
    settle_all(on=on)
    follow_protocols(on=on)
    return begun, ended


@transaction.atomic
def _begin(key: int, on: date) -> int:
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=key)
    protocol = Protocol.objects.select_for_update().get(pk=amendment.protocol_id)
    is_over = protocol.ended_on is not None and protocol.ended_on <= on
    if amendment.in_effect or is_over:
        return 0
    put_into_effect(protocol, amendment, on)
    record_act(amendment, act="begin_to_hold", label="Geçerli olmaya başladı", by=None, on=on)
    return 1


@transaction.atomic
def _run_out(key: int, on: date) -> int:
    protocol = Protocol.objects.select_for_update().get(pk=key)
    if protocol.status != ProtocolStatus.SIGNED or protocol.ends_on is None or protocol.ends_on >= on:
        return 0
    protocol.status, protocol.state_since = ProtocolStatus.ENDED, on
    protocol.ended_on, protocol.end_reason = protocol.ends_on + timedelta(days=1), "Süresi doldu."
    protocol.revision += 1
    protocol.save()
    plan_duties(protocol, on=on)
    label = "Süresi doldu"
    record_act(
        protocol, act="run_out", label=label, by=None, on=on, before=ProtocolStatus.SIGNED, after=ProtocolStatus.ENDED
    )
    return 1
