"""Lists of the API: every one starts from what the caller may see, goes by cursor, and is tagged."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from .reading import Tagged


class ScopedList(Tagged, ListAPIView):  # type: ignore[type-arg]
    """Subclasses name the ``queryset``, whose ``visible_to`` is asked about the caller.

    ``depends_on_scope_alone``: an unfiltered list is the same for callers of equal scope, whoever they are and whatever
    the day; its SQL is then compiled once.
    """

    queryset: Any
    depends_on_scope_alone = False

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.queryset.all()
        if getattr(self, "swagger_fake_view", False):  # the OpenAPI document is made without a caller
            return rows.none()
        return rows.visible_to(self.request.user)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The queryset is built only where its statement is not known yet."""
        pk = self.queryset.model._meta.pk
        rows = self.paginator.page(lambda: self.filter_queryset(self.get_queryset()), pk, request, self)  # type: ignore[union-attr]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def shape_of_query(self, request: Request) -> Hashable | None:
        """What the list's query depends on, or ``None`` where it depends on more than the scope."""
        filters = getattr(self.filterset_class, "base_filters", {}) if hasattr(self, "filterset_class") else {}
        if not self.depends_on_scope_alone or not filters.keys().isdisjoint(request.query_params):
            return None
        return type(self), request.user.scope  # type: ignore[union-attr]
