"""Questions asked of papers and attachments."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, F, Func, Q


def at(scope: Any) -> Q:
    """Rows that carry the code and place of an institution in the scope, not a link to the school."""
    return (
        Q(province_id__in=scope.provinces)
        | Q(district_id__in=scope.districts)
        | Q(school_code__in=scope.institution_codes - {""})
    )


class IsOneOf(Func):
    """A value among those of an array; PostgreSQL looks each of them up in the value's index, as it does not with ``IN``."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class PaperQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Papers of institutions in the user's scope, also where it is not the first that the paper names."""
        scope = user.scope
        return self if scope.everywhere else self.filter(at(scope) | self.named_beside(at(scope)))

    def named_beside(self, places: Q) -> Q:
        """Papers with such a place beside their own; asked first and once, so that the indices of papers stay of use."""
        beside = self.model._meta.get_field("places").related_model.objects.filter(places)
        return Q(IsOneOf(F("pk"), ArraySubquery(beside.order_by().values("paper"))))

    def of(self, record: models.Model) -> Self:
        return self.filter(record_kind=record._meta.label_lower, record_id=str(record.pk))


class AttachmentQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def uploaded_by(self, user: Any) -> Self:
        return self.filter(uploaded_by=user)
