"""Questions asked of transfers; every list starts from ``visible_to``."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from accounts.choices import NATIONAL_ROLES
from accounts.scopes import ScopedQuerySet

from .choices import RUNNING, QuotaStatus


def is_on_duty(user: Any) -> bool:
    """Whether some school, or all, are the user's business."""
    scope = user.scope
    return scope.everywhere or bool(scope.provinces or scope.districts or scope.institution_codes)


class RoundQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A draft is the General Directorate's own paper; what was announced binds whoever has a duty."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        return self.filter(announced_on__isnull=False) if is_on_duty(user) else self.none()

    def running(self) -> Self:
        """Announced, and not closed yet."""
        return self.filter(status__in=RUNNING)


class QuotaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those of the schools in the user's scope; what was approved, students of any school may ask for."""
        seen = user.scope.q("school__")
        if is_on_duty(user) and not user.scope.everywhere:
            seen |= models.Q(status=QuotaStatus.APPROVED)
        return self.filter(seen)


class ApplicationQuerySet(ScopedQuerySet):
    """Those of students of the schools in the user's scope."""

    path_to_school = "school__"


class RunQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """All of them for the General Directorate; what was announced for whoever has a duty."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        return self.filter(announced_on__isnull=False) if is_on_duty(user) else self.none()
