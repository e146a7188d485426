"""Centres by who sees them, and by how they stand."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.scopes import Scope
from centers.choices.centers import LIVE, STANDING, CenterStatus


def of_scope(scope: Scope, path: str = "") -> Q:
    """The rows whose centre, reached over ``path`` (such as ``"center__"``), lies in this scope.

    Whoever sees the school sees its centre; a coordinator sees the own centre, and nothing else of the school.
    """
    seen = scope.q(f"{path}school__")
    return seen | Q(**{f"{path}school__code__in": scope.centre_codes}) if scope.centre_codes else seen


class CenterQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A proposal is the General Directorate's own paper until the centre is founded (smm/4/1)."""
        rows = self.filter(of_scope(user.scope))
        proposals = [CenterStatus.PROPOSED, CenterStatus.DROPPED]
        return rows if user.scope.everywhere else rows.exclude(status__in=proposals)

    def standing(self) -> Self:
        """Those that exist today."""
        return self.filter(status__in=STANDING)

    def live(self) -> Self:
        """Those that exist, and proposals that wait for a decision."""
        return self.filter(status__in=LIVE)

    def open_on(self, day: date) -> Self:
        """Founded by then and not closed."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), founded_on__lte=day)

    def working_in(self, field: Any, day: date) -> Self:
        """Those that work in a field on a day (smm/4/2)."""
        until = Q(fields__until=None) | Q(fields__until__gt=day)
        return self.filter(until, fields__field=field, fields__starts_on__lte=day).distinct()


class OfCenterQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that belong to one centre, reached over ``path_to_center``."""

    path_to_center = "center__"

    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, self.path_to_center))
