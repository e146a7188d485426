"""Which protocols, amendments, duties and sponsor schools lie on whose desk."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value

from accounts.models import User
from accounts.standing import people_of
from protocols.choices import AmendmentStatus, ProtocolStatus
from protocols.choices.obligations import Owner
from protocols.choices.sponsors import SponsorStatus
from protocols.dossiers import reminders_on
from protocols.models import Amendment, Protocol, ProtocolDuty, SponsorAssignment

from .pile_kinds import SOON


def unsigned(user: User) -> QuerySet[Protocol]:
    return Protocol.objects.visible_to(user).unsigned()


def ending(user: User, on: date) -> QuerySet[Protocol]:
    """At their term's end soon, and nobody has begun to renew them; ``waits_since``: the day of the first reminder."""
    days = reminders_on(on).expiring
    followed = Protocol.objects.exclude(renews=None).exclude(status=ProtocolStatus.DROPPED)
    since = ExpressionWrapper(F("ends_on") - Value(days), output_field=DateField())
    rows = Protocol.objects.visible_to(user).expiring(on, days).exclude(pk__in=followed.values("renews"))
    return rows.annotate(waits_since=since)


def amendments(user: User) -> QuerySet[Amendment]:
    return Amendment.objects.visible_to(user).filter(status__in=[AmendmentStatus.DRAFT, AmendmentStatus.AGREED])


def duties(user: User, on: date) -> QuerySet[ProtocolDuty]:
    """Late, or due within thirty days; for the ministry what it owes itself, for the others what is theirs to see to."""
    rows = ProtocolDuty.objects.visible_to(user).open().filter(due_on__lte=on + timedelta(days=SOON))
    theirs = Q(obligation__owner=Owner.DIRECTORATE)
    return rows.filter(theirs if user.is_ministry else ~theirs).select_related("obligation", "school__province")


def sponsors(state: str, place: Q) -> QuerySet[SponsorAssignment]:
    rows = SponsorAssignment.objects.filter(place, status=state)
    return rows.select_related("school__province", "sponsor__province")


def hours_to_state(user: User) -> QuerySet[SponsorAssignment]:
    """Proposed: the sponsor says how many hours it can give."""
    return sponsors(SponsorStatus.PROPOSED, user.scope.q("sponsor__"))


def hours_to_accept(user: User) -> QuerySet[SponsorAssignment]:
    """Offered: the school in need agrees, by somebody else than who offered."""
    return sponsors(SponsorStatus.OFFERED, user.scope.q("school__")).exclude(offered_by__in=people_of(user))


def sponsors_to_decide(user: User) -> QuerySet[SponsorAssignment]:
    """Agreed between the schools; not one's own proposal."""
    return sponsors(SponsorStatus.AGREED, Q()).exclude(proposed_by__in=people_of(user))
