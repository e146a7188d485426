"""Questions asked of papers and attachments."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


def within(user: Any) -> Q:
    """Papers of institutions in the user's scope; they carry its code and place, not a link to the school."""
    scope = user.scope
    if scope.everywhere:
        return Q()
    return (
        Q(province_id__in=scope.provinces)
        | Q(district_id__in=scope.districts)
        | Q(school_code__in=scope.institution_codes - {""})
    )


class PaperQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(within(user))

    def of(self, record: models.Model) -> Self:
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk))


class AttachmentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def uploaded_by(self, user: Any) -> Self:
        return self.filter(uploaded_by=user)
