"""Questions asked of practice places; the twins in SQL of ``rules.places``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, Value, When

from protocols.choices.places import HELD, OPEN_PLACES, OUT_OF_USE, ApprovalStatus, PlaceStatus
from protocols.choices.trainers import SUPPORTED

from .partners import OfPartnersQuerySet, backing, partners_of

EXPIRING_DAYS = 90  # idari usul: the first warning before a safety approval's end


def usable_on(on: date) -> Q:
    """The condition of :meth:`PlaceQuerySet.usable`."""
    uses = apps.get_model("protocols", "PlaceUse").objects.filter(place=OuterRef("pk"), starts_on__lte=on)
    approvals = apps.get_model("protocols", "SafetyApproval").objects.filter(place=OuterRef("pk")).held(on)
    trainers = apps.get_model("protocols", "Trainer").objects.filter(pk=OuterRef("master_trainer"))
    in_term = trainers.filter(status__in=SUPPORTED, starts_on__lte=on, until__gt=on)
    return (
        ~Q(teacher_name="")
        & Q(Exists(uses.filter(Q(until__isnull=True) | Q(until__gt=on))))
        & Q(Exists(approvals))
        & Q(backing(on))
        & (Q(master_needed=False) | Q(Exists(in_term)))
    )


def _holds(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


class PlaceQuerySet(OfPartnersQuerySet):
    def usable(self, on: date) -> Self:
        """In use, safe by an approval, with a teacher, and carried by a protocol on the day (okul/8/7)."""
        return self.filter(usable_on(on))

    def with_usable(self, on: date) -> Self:
        """Each with ``is_usable``: whether it may be used on the day."""
        return self.annotate(is_usable=_holds(usable_on(on)))

    def open_first(self) -> Self:
        """Those that are over stand last."""
        is_open = Case(When(status__in=OPEN_PLACES, then=Value(0)), default=Value(1))
        return self.order_by(is_open, "name", "pk")

    def expiring(self, on: date, within: int = EXPIRING_DAYS) -> Self:
        """Usable, and the approval that lasts longest ends within so many days."""
        return self.usable(on).filter(approval__valid_until__lte=on + timedelta(days=within))

    def unusable(self, on: date) -> Self:
        """Was in use, and may not be used on the day, whether or not anybody wrote it down."""
        return self.filter(Q(status__in=OUT_OF_USE) | (Q(status=PlaceStatus.IN_USE) & ~usable_on(on)))

    def needing_care(self, on: date, within: int = EXPIRING_DAYS) -> Self:
        """:meth:`expiring` and :meth:`unusable` in one: what makes a place usable is asked once of each."""
        ends, used = Q(approval__valid_until__lte=on + timedelta(days=within)), Q(status=PlaceStatus.IN_USE)
        by_use = Case(When(usable_on(on), then=_holds(ends)), default=_holds(used), output_field=BooleanField())
        return self.filter(Q(status__in=OUT_OF_USE) | Q(by_use))


class ApprovalQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(partners_of(user, "place__"))

    def held(self, on: date) -> Self:
        """Accepted, and the day lies within; one that was withdrawn held until that day."""
        return self.filter(status__in=HELD, given_on__lte=on, until__gt=on)

    def waiting(self) -> Self:
        return self.filter(status=ApprovalStatus.SUBMITTED)


class OfPlaceQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(partners_of(user, "place__"))
