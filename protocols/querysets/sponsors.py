"""Questions asked of sponsor schools' assignments."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models

from protocols.choices.sponsors import OPEN, SponsorStatus


class SponsorQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Seen by whoever sees the school in need or the school that sponsors it."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(user.scope.q("school__") | user.scope.q("sponsor__"))

    def open(self) -> Self:
        """Not decided on yet."""
        return self.filter(status__in=OPEN)

    def in_force(self, on: date) -> Self:
        """Decided on, and the day lies within the term; one that was ended held until its end."""
        decided = self.filter(status__in=[SponsorStatus.ASSIGNED, SponsorStatus.ENDED])
        return decided.filter(starts_on__lte=on, until__gt=on)

    def overlapping(self, starts_on: date, until: date) -> Self:
        """Those that hold, or would, on some day from ``starts_on`` up to, without, ``until``."""
        return self.exclude(status=SponsorStatus.DROPPED).filter(starts_on__lt=until, until__gt=starts_on)
