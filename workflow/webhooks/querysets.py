"""Questions asked of webhook subscriptions and their deliveries."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from workflow.choices import DeliveryState, SubscriptionState


class SubscriptionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A program sees its own subscriptions; who signs in to the ministry's admin sees all."""
        standing = self.exclude(state=SubscriptionState.REMOVED)
        return standing if user.needs_second_factor else standing.filter(owner=user)


class DeliveryQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self if user.needs_second_factor else self.filter(subscription__owner=user)

    def dead(self) -> Self:
        return self.filter(state=DeliveryState.DEAD)
