"""Questions asked of protocols."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q

from protocols.choices import PREPARED, UNSHOWN, UNSIGNED, AmendmentStatus, ProtocolStatus
from schools.models import School


class ProtocolQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Protocols that name a school in the user's scope, and those to which the user's own organisation is party."""
        if user.scope.everywhere:
            return self
        named = self.model.schools.through.objects.filter(school__in=School.objects.visible_to(user))
        seen = Q(pk__in=named.values("protocol"))
        if user.scope.stakeholder_codes:
            seen |= self._of_own_organisation(user)
        return self.filter(seen)

    def _of_own_organisation(self, user: Any) -> Q:
        """What a representative sees: not a draft that was shown to no party yet, nor one that was given up."""
        organisations = self.model._meta.get_field("stakeholders").related_model.objects
        own = organisations.of_codes(user.scope.stakeholder_codes)
        parties = self.model.stakeholders.through.objects.filter(stakeholder__in=own.values("pk"))
        return Q(pk__in=parties.values("protocol")) & ~Q(status__in=UNSHOWN)

    def in_force(self, on: date) -> Self:
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            signed_on__lte=on,
            starts_on__lte=on,
        ).exclude(status__in=UNSIGNED)

    def expiring(self, on: date, within: int) -> Self:
        """In force, not ended by act, and at their term's end within so many days."""
        return self.in_force(on).filter(ended_on=None, ends_on__lte=on + timedelta(days=within))

    def upcoming(self, on: date) -> Self:
        """Signed, to begin on a later day."""
        return self.filter(status=ProtocolStatus.SIGNED, starts_on__gt=on)

    def unsigned(self) -> Self:
        """In preparation: drafted, negotiated or agreed, not signed yet."""
        return self.filter(status__in=PREPARED)


class AmendmentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the protocols that the user sees."""
        if user.scope.everywhere:
            return self
        protocols = self.model._meta.get_field("protocol").related_model.objects
        return self.filter(protocol__in=protocols.visible_to(user).values("pk"))

    def signed(self) -> Self:
        return self.filter(status=AmendmentStatus.SIGNED).order_by("number")
