"""The Annex's minimum physical standards over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from schools.acts import STANDARDS
from schools.forms import FORM_OF_ACT
from schools.models import StandardsVersion
from workflow.api.acts import act_body
from workflow.api.figures import FIELDS, ActOnVersion, VersionDetail, VersionList, VersionSerializer
from workflow.api.history import AS_OF

ROWS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "code": {"type": "string"},
            "name": {"type": "string"},
            "unit": {"type": "string"},
            "minimum": {"type": ["number", "null"]},
            "sponsor_allowed": {"type": "boolean"},
            "enterprise_allowed": {"type": "boolean"},
        },
    },
}


class StandardsSerializer(VersionSerializer):
    """The minimum physical standards of an in-sector school (okul/ek)."""

    rows = serializers.SerializerMethodField()

    class Meta:
        model = StandardsVersion
        fields = [*FIELDS, "rows"]
        read_only_fields = fields

    @extend_schema_field(ROWS)
    def get_rows(self, version: StandardsVersion) -> list[dict[str, Any]]:
        return [
            {
                "code": row.code,
                "name": row.name,
                "unit": row.unit,
                "minimum": None if row.minimum is None else float(row.minimum),
                "sponsor_allowed": row.sponsor_allowed,
                "enterprise_allowed": row.enterprise_allowed,
            }
            for row in version.rows.all()
        ]


class StandardsList(VersionList):
    queryset = StandardsVersion.objects.prefetch_related("rows")
    serializer_class = StandardsSerializer

    @extend_schema(
        operation_id="list_standards_versions",
        summary="Physical standards: published versions; drafts too for the ministry",
        responses={200: StandardsSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class StandardsDetail(VersionDetail):
    queryset = StandardsList.queryset
    serializer_class = StandardsSerializer

    @extend_schema(
        operation_id="read_standards",
        summary="Physical standards: one version",
        parameters=[AS_OF],
        responses={200: StandardsSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnStandards(ActOnVersion):
    lifecycle = STANDARDS
    forms_of_acts = FORM_OF_ACT
    queryset = StandardsList.queryset
    serializer_class = StandardsSerializer

    @extend_schema(
        operation_id="act_on_standards",
        summary="Publish a draft: Physical standards",
        parameters=[OpenApiParameter("name", {"enum": list(STANDARDS.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(STANDARDS, FORM_OF_ACT)},
        responses={200: StandardsSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
