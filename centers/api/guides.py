"""The Ministry's guides to monitoring over REST: published versions for everybody, drafts for the ministry (smm/11/3)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import GUIDE
from centers.choices import Direction, IndicatorKind
from centers.forms.guides import FORM_OF_GUIDE
from centers.models import GuideIndicator, GuideStatement, MonitoringGuide
from workflow.api.acts import act_body
from workflow.api.figures import FIELDS, ActOnVersion, VersionDetail, VersionList, VersionSerializer
from workflow.api.history import AS_OF


class GuideIndicatorSerializer(serializers.ModelSerializer[Any]):
    """`code` is the same for the same indicator of several guides; `is_required`: it stands in every plan."""

    kind = serializers.ChoiceField(choices=IndicatorKind.choices, read_only=True)
    direction = serializers.ChoiceField(choices=Direction.choices, read_only=True)

    class Meta:
        model = GuideIndicator
        fields = ["id", "code", "name", "kind", "unit", "direction", "is_required"]
        read_only_fields = fields


class StatementSerializer(serializers.ModelSerializer[Any]):
    """A statement by which a centre assesses itself."""

    class Meta:
        model = GuideStatement
        fields = ["number", "text"]
        read_only_fields = fields


class GuideSerializer(VersionSerializer):
    """A guide by which monitoring and evaluation go (smm/11/3)."""

    indicators = GuideIndicatorSerializer(many=True, read_only=True)
    statements = StatementSerializer(many=True, read_only=True)

    class Meta:
        model = MonitoringGuide
        fields = [*FIELDS, "summary", "address", "indicators", "statements"]
        read_only_fields = fields


class GuideList(VersionList):
    queryset = MonitoringGuide.objects.prefetch_related("indicators", "statements")
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="list_monitoring_guides",
        summary="Guides to the monitoring of centres: published versions; drafts too for the ministry",
        responses={200: GuideSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class GuideDetail(VersionDetail):
    queryset = GuideList.queryset
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="read_monitoring_guide",
        summary="A guide to the monitoring of centres: one version",
        parameters=[AS_OF],
        responses={200: GuideSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnGuide(ActOnVersion):
    lifecycle = GUIDE
    forms_of_acts = FORM_OF_GUIDE
    queryset = GuideList.queryset
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="act_on_monitoring_guide",
        summary="Publish a draft of a guide to monitoring (smm/11/3)",
        parameters=[OpenApiParameter("name", {"enum": list(GUIDE.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(GUIDE, FORM_OF_GUIDE)},
        responses={200: GuideSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
