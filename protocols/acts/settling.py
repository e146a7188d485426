"""A place goes out of use by itself and comes back: what its days say is written down as its state, and told (okul/8/7).

The days decide with or without this; it writes what they say. Done again, it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from protocols.choices.places import PlaceStatus as S
from protocols.models import PracticePlace, Protocol
from protocols.querysets.places import usable_on
from protocols.rules.places import DAY, SAYS, Bar, PlaceFacts, Span, bars, usable_until
from protocols.usability import facts_of_one
from workflow.errands import follow_up
from workflow.journal import record_act
from workflow.refusals import Invalid

BASIS = "okul/8/7"
OUT = "protocols.tasks.after_place_out"
STATES = {Bar.NO_PROTOCOL: S.UNBACKED, Bar.NO_APPROVAL: S.EXPIRED, Bar.NO_MASTER: S.SUSPENDED}


def enter(place: PracticePlace, on: date) -> None:
    """Open a term of use from the day on; refuses what the law does not let be used. The caller holds the place's lock."""
    found = bars(_as_if_used(facts_of_one(place), on), on)
    if found:
        raise Invalid(" ".join(SAYS[bar] for bar in found))
    place.uses.create(starts_on=on)
    place.out_reason = ""


def leave(place: PracticePlace, on: date) -> None:
    """Close the term of use: on this day the place is used no more."""
    place.uses.filter(until=None).update(until=on)


def _as_if_used(facts: PlaceFacts, on: date) -> PlaceFacts:
    return replace(facts, uses=(*facts.uses, Span(on)))


def settle(place: PracticePlace, *, on: date, by: User | None = None) -> bool:
    """Take a place out of use that may not be used on the day; ``True``: it was taken out, and saved.

    The caller holds the place's lock.
    """
    if place.status != S.IN_USE:
        return False
    facts = facts_of_one(place)
    reasons = [bar for bar in bars(facts, on) if bar in STATES]
    if not reasons:
        return False
    _end_use(place, facts)
    _write(place, STATES[reasons[0]], _words(place, reasons[0]), on)
    record_act(
        place, act="go_out_of_use", label="Kullanım dışı kaldı", by=by, on=on, before=S.IN_USE, after=place.status,
        cites=BASIS, details={"reason": place.out_reason},
    )  # fmt: skip
    follow_up(OUT, pk=place.pk)
    return True


def _end_use(place: PracticePlace, facts: PlaceFacts) -> None:
    """The term of use ends on the first day on which the place could not be used, however late that is written down."""
    for use in place.uses.filter(until=None):
        run = usable_until(facts, use.starts_on)
        use.until = run.last + DAY if run and run.last else use.starts_on
        use.save(update_fields=["until"])


def _write(place: PracticePlace, state: str, reason: str, on: date) -> None:
    place.status, place.state_since, place.out_reason = state, on, reason
    place.revision += 1
    place.save()


def _words(place: PracticePlace, bar: Bar) -> str:
    if bar is Bar.NO_APPROVAL and place.approval is not None:
        return f"Güvenlik onayının süresi {place.approval.valid_until:%d.%m.%Y} günü doldu."
    return {
        Bar.NO_PROTOCOL: "Okulu sayan, paydaş kuruluşun tarafı olduğu protokol sona erdi.",
        Bar.NO_APPROVAL: "Geçerli güvenlik onayı kalmadı.",
        Bar.NO_MASTER: "Gözetimi gereken usta öğreticinin görev süresi sona erdi.",
    }[bar]


def bring_back(place: PracticePlace, approval: Span, *, by: User, on: date) -> bool:
    """Put a place back in use whose approval was renewed; not where something else bars it. The caller holds its lock."""
    if place.status != S.EXPIRED:
        return False
    facts = facts_of_one(place)
    if bars(_as_if_used(replace(facts, approvals=(*facts.approvals, approval)), on), on):
        return False
    before = place.status
    place.uses.create(starts_on=on)
    _write(place, S.IN_USE, "", on)
    record_act(
        place, act="return_to_use", label="Onayı yenilenince kullanıma döndü", by=by, on=on, before=before,
        after=S.IN_USE, cites=BASIS,
    )  # fmt: skip
    return True


def settle_all(*, on: date) -> int:
    """Take out of use every place whose days say so; returns how many."""
    barred = PracticePlace.objects.filter(status=S.IN_USE).exclude(usable_on(on))
    return settle_each(barred.values_list("pk", flat=True), on=on)


def settle_of(protocol: Protocol, *, on: date) -> int:
    """The same for the places that a protocol carried."""
    places = PracticePlace.objects.filter(
        status=S.IN_USE, school__in=protocol.schools.all(), stakeholder__in=protocol.stakeholders.all()
    )
    return settle_each(places.values_list("pk", flat=True), on=on)


def settle_each(keys: Iterable[Any], *, on: date) -> int:
    return sum(_settle_one(key, on) for key in list(keys))


@transaction.atomic
def _settle_one(key: int, on: date) -> int:
    return int(settle(locked(key), on=on))


def locked(key: int) -> PracticePlace:
    """The place, held until the transaction ends."""
    found = PracticePlace.objects.select_for_update(of=("self",))
    return found.select_related("school", "stakeholder", "approval").get(pk=key)
