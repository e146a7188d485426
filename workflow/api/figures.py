"""Dated versions of the administration's figures over REST: published ones for everybody, drafts for the ministry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged
from workflow.choices import VersionStatus
from workflow.history.kinds import kept_of

from .acts import ActView
from .history import days_of, known_on

READ, WRITE = "policies:read", "policies:write"
FIELDS = ["id", "name", "status", "valid_from", "valid_until", "source", "note", "revision"]


class VersionSerializer(serializers.ModelSerializer[Any]):
    """What all versions share; `valid_until` is the last day, null while no later version is published."""

    status = serializers.ChoiceField(choices=VersionStatus.choices, read_only=True)
    revision = serializers.IntegerField(read_only=True)


def seen_by(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Published figures bind everybody; a draft is the ministry's own paper."""
    return rows if user.is_ministry else rows.filter(status=VersionStatus.PUBLISHED)


class VersionList(Tagged, ListAPIView):  # type: ignore[type-arg]
    """Subclasses name ``queryset`` and ``serializer_class``."""

    required_scopes = {"GET": READ}
    filterset_fields = ["status"]

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):  # the OpenAPI document is made without a caller
            return rows.none()
        return seen_by(self.request.user, rows)


class VersionDetail(Tagged):
    required_scopes = {"GET": READ}
    queryset: QuerySet[Any]
    serializer_class: type[VersionSerializer]

    def answer(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(seen_by(request.user, self.queryset.all()), pk=pk)
        known, _ = days_of(request)
        if known is not None:
            record = self.as_known(record, known)
        return Response(self.serializer_class(record).data)

    def as_known(self, record: Any, day: date) -> Any:
        """The version as it stood at the end of a day; what was a draft then stays the ministry's own paper."""
        kept = kept_of(record)
        if kept is None:
            raise Http404
        before: Any = known_on(kept, record, day).record
        if before.status != VersionStatus.PUBLISHED and not self.request.user.is_ministry:  # type: ignore[union-attr]
            raise Http404
        return before


class ActOnVersion(ActView):
    required_scopes = {"POST": WRITE}
    queryset: QuerySet[Any]
    serializer_class: type[VersionSerializer]

    def find(self, request: Request, pk: int) -> Any:
        return get_object_or_404(seen_by(request.user, self.queryset.all()), pk=pk)

    def shape(self, request: Request, record: Any) -> dict[str, Any]:
        return dict(self.serializer_class(self.queryset.get(pk=record.pk)).data)
