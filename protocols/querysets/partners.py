"""Rows that belong to a school and to a stakeholder: seen by the school's side, and by the stakeholder's representatives."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q


def partners_of(user: Any, path: str = "") -> Q:
    """The rows within the user's scope; ``path`` leads to the record with school and stakeholder (such as ``"place__"``)."""
    if user.scope.everywhere:
        return Q()
    seen: Q = user.scope.q(f"{path}school__")
    if user.scope.stakeholder_codes:
        own = apps.get_model("protocols", "Stakeholder").objects.of_codes(user.scope.stakeholder_codes)
        seen |= Q(**{f"{path}stakeholder__in": own.values("pk")})
    return seen


class OfPartnersQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(partners_of(user))

    def backed(self, on: date) -> Self:
        """Those whose stakeholder is party to a protocol in force on the day that names their school."""
        return self.filter(backing(on))


def backing(on: date) -> Exists:
    """Whether a protocol in force on the day binds the row's school, which is open that day, and stakeholder."""
    protocols = apps.get_model("protocols", "Protocol").objects.in_force(on)
    still_open = Q(schools__closed_on__isnull=True) | Q(schools__closed_on__gt=on)
    return Exists(protocols.filter(still_open, schools=OuterRef("school"), stakeholders=OuterRef("stakeholder")))
