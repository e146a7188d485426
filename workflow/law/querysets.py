"""Questions asked of the versions of provisions."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models

from accounts.choices import Role

from .choices import ONCE_PUBLISHED, LawStatus


class ProvisionVersionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """What was published once is for everybody; drafts are the General Directorate's own, and its auditors'."""
        inside = user.scope.everywhere and not user.has_role(Role.CLIENT)
        return self if inside else self.filter(status__in=ONCE_PUBLISHED)

    def published(self) -> Self:
        return self.filter(status=LawStatus.PUBLISHED)

    def of(self, provision: str) -> Self:
        """The published versions of a provision, the oldest first; the original text is in none of them."""
        return self.published().filter(provision=provision).order_by("begins")

    def before(self, provision: str, day: date) -> Any:
        """The published version that begins last before the day; ``None``: the original text."""
        return self.of(provision).filter(begins__lt=day).last()

    def after(self, provision: str, day: date) -> Any:
        """The published version that begins next after the day."""
        return self.of(provision).filter(begins__gt=day).first()
