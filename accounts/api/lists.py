"""Lists of the API: every one starts from what the caller may see, goes by cursor, and is tagged."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView

from .reading import Tagged


class ScopedList(Tagged, ListAPIView):  # type: ignore[type-arg]
    """Subclasses name the ``queryset``, whose ``visible_to`` is asked about the caller."""

    queryset: Any

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.queryset.all()
        if getattr(self, "swagger_fake_view", False):  # the OpenAPI document is made without a caller
            return rows.none()
        return rows.visible_to(self.request.user)
