"""Secret addresses of calendars: each person's own."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class CalendarAddressQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """One's own, whatever the duty."""
        return self.filter(user=user)

    def live(self) -> Self:
        return self.filter(ended_on=None)
