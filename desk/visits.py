"""Keeps when a user was here last: written when a session begins, not at every request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models import F, QuerySet
from django.dispatch import receiver
from django.utils.timezone import now

from accounts.models import User
from workflow.at_once import only

from .models import LastVisit


@receiver(user_logged_in, dispatch_uid="desk.visits.begin")
def begin(user: User, **_: Any) -> None:
    """A session begins; the one before becomes the last visit."""
    record_visit(user, at=now())


def record_visit(user: User, *, at: datetime) -> None:
    """Two sign-ins at the same moment are one visit; an earlier moment than the one known changes nothing."""
    visit, is_first = LastVisit.objects.get_or_create(user=user, defaults={"began_at": at})
    if not is_first:
        LastVisit.objects.filter(pk=visit.pk, began_at__lt=at).update(before=F("began_at"), began_at=at)


def last_here(user: User) -> datetime | None:
    """From when on changes are news to the user; ``None`` for somebody who is here for the first time."""
    return last_of(visits_of(user))


def visits_of(user: User) -> QuerySet[LastVisit]:
    """What :func:`last_of` is told by, to be read beside other selections."""
    return LastVisit.objects.filter(user=user)


def last_of(visits: QuerySet[LastVisit]) -> datetime | None:
    visit = only(visits)
    moments = [moment for moment in (visit.before, visit.seen_at) if moment] if visit else []
    return max(moments, default=None)


def mark_seen(user: User, *, until: datetime) -> None:
    """Everything up to this moment is no news any more; an earlier moment than the one known changes nothing."""
    visit, _ = LastVisit.objects.get_or_create(user=user, defaults={"began_at": until})
    if visit.seen_at is None or visit.seen_at < until:
        LastVisit.objects.filter(pk=visit.pk).update(seen_at=until)
