"""Filters of lists: the form that checks them is built only when a call names one of them."""

from __future__ import annotations

from typing import Any

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request


class WhenAsked(DjangoFilterBackend):
    """django-filter's own backend; most calls filter nothing and shall not pay for it."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        asked = getattr(view, "filterset_class", None)
        if asked is not None and asked.base_filters.keys().isdisjoint(request.query_params):
            return queryset
        return super().filter_queryset(request, queryset, view)
