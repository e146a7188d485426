"""Questions asked of trainers; the twins in SQL of ``rules.places``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, Case, ExpressionWrapper, Q, Value, When

from protocols.choices.trainers import SUPPORTED, TrainerStatus

from .partners import OfPartnersQuerySet, backing


def supporting_on(on: date) -> Q:
    """The condition of :meth:`TrainerQuerySet.supporting`."""
    return Q(status__in=SUPPORTED, starts_on__lte=on, until__gt=on) & Q(backing(on))


class TrainerQuerySet(OfPartnersQuerySet):
    def supporting(self, on: date) -> Self:
        """Engaged, the day lies within the term, and a protocol carries it (okul/8/8)."""
        return self.filter(supporting_on(on))

    def with_supporting(self, on: date) -> Self:
        """Each with ``is_supporting``: whether the support is given on the day."""
        return self.annotate(is_supporting=ExpressionWrapper(supporting_on(on), output_field=BooleanField()))

    def open_first(self) -> Self:
        """Those that are over stand last."""
        is_over = Case(When(status__in=[TrainerStatus.ENDED, TrainerStatus.DROPPED], then=Value(1)), default=Value(0))
        return self.order_by(is_over, "name", "pk")

    def ending(self, on: date, within: int) -> Self:
        """Supporting, and the term ends within so many days."""
        return self.supporting(on).filter(until__lte=on + timedelta(days=within + 1))


class QualificationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """The ministry's list is no secret."""
        return self

    def open(self) -> Self:
        return self.filter(is_open=True)
