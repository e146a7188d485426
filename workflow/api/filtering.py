"""Filters of lists: the form that checks them is built only when a call names one; what cannot be meant is refused."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.request import Request


class TrueOrFalse(forms.NullBooleanField):
    """Only the words ``true`` and ``false``; Django's own field takes anything else for "not asked"."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> bool | None:
        if value in {None, ""}:
            return None
        if value not in {"true", "false"}:
            raise forms.ValidationError("true veya false olmalıdır.")
        return value == "true"


class TrueOrFalseFilter(django_filters.BooleanFilter):
    field_class = TrueOrFalse


class WholeNumberFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class Strict(FilterSet):
    """For lists that name their filters alone: whole numbers and true or false, nothing near them."""

    FILTER_DEFAULTS: ClassVar[dict[Any, Any]] = {
        **FilterSet.FILTER_DEFAULTS,
        models.BooleanField: {"filter_class": TrueOrFalseFilter},
        models.PositiveSmallIntegerField: {"filter_class": WholeNumberFilter},
        models.PositiveIntegerField: {"filter_class": WholeNumberFilter},
    }


class WhenAsked(DjangoFilterBackend):
    """django-filter's own backend; most calls filter nothing and shall not pay for it."""

    filterset_base = Strict

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        asked = getattr(view, "filterset_class", None)
        if asked is not None and asked.base_filters.keys().isdisjoint(request.query_params):
            return queryset
        return super().filter_queryset(request, queryset, view)
