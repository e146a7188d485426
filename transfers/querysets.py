"""Questions asked of transfers; every list starts from ``visible_to``."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from accounts.choices import NATIONAL_ROLES

from .choices import RUNNING


class RoundQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """A draft is the General Directorate's own paper; what was announced binds whoever has a duty."""
        if user.has_role(*NATIONAL_ROLES):
            return self
        on_duty = user.scope.everywhere or bool(
            user.scope.provinces or user.scope.districts or user.scope.institution_codes
        )
        return self.filter(announced_on__isnull=False) if on_duty else self.none()

    def running(self) -> Self:
        """Announced, and not closed yet."""
        return self.filter(status__in=RUNNING)
