"""Secret addresses of calendars: taken, and closed again by their owner (administrative practice)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from django.db import transaction

from accounts.models import Province, User
from centers.models import CalendarAddress, Center
from workflow.journal import record_act

LENGTH = 24  # octets of chance


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def take_address(
    *, by: User, on: date, center: Center | None = None, province: Province | None = None
) -> tuple[CalendarAddress, str]:
    """A new secret for these centres, shown this once; the one that the person had for them is read no more."""
    User.objects.select_for_update().get(pk=by.pk)
    for former in CalendarAddress.objects.live().filter(user=by, center=center, province=province):
        close_address(former, by=by, on=on)
    secret = secrets.token_urlsafe(LENGTH)
    made = CalendarAddress.objects.create(
        user=by, center=center, province=province, digest=digest_of(secret), made_on=on
    )
    record_act(made, act="take_address", label="Takvim adresi alındı", by=by, on=on, details={"of": made.shown})
    return made, secret


@transaction.atomic
def close_address(address: CalendarAddress, *, by: User, on: date) -> None:
    """The address is read no more; closed twice, it is closed."""
    found = CalendarAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
    if found.ended_on is not None:
        return
    found.ended_on = max(on, found.made_on)
    found.save(update_fields=["ended_on"])
    record_act(found, act="close_address", label="Takvim adresi kapatıldı", by=by, on=on)
