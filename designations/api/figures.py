"""The General Directorate's thresholds and field clusters over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import CLUSTERS, POLICY
from designations.forms import FORM_OF_ACT
from designations.models import ClusterVersion, PolicyVersion
from workflow.api.acts import act_body
from workflow.api.figures import FIELDS, ActOnVersion, VersionDetail, VersionList, VersionSerializer
from workflow.api.history import AS_OF


class PolicySerializer(VersionSerializer):
    """The thresholds behind the criteria; the directive leaves them to the General Directorate."""

    class Meta:
        model = PolicyVersion
        fields = [
            *FIELDS,
            "concentration_min_stars",
            "concentration_min_employment",
            "specialisation_min",
            "workshop_places_per_student",
            "growth_margin",
            "cluster_min_fields",
        ]
        read_only_fields = fields


CLUSTERS_SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "fields": {"type": "array", "items": {"type": "string"}, "description": "Codes of the fields."},
        },
    },
}


class ClustersSerializer(VersionSerializer):
    """Fields that may be taught together in a specialised school (okul/5/2/a)."""

    clusters = serializers.SerializerMethodField()

    class Meta:
        model = ClusterVersion
        fields = [*FIELDS, "clusters"]
        read_only_fields = fields

    @extend_schema_field(CLUSTERS_SHAPE)
    def get_clusters(self, version: ClusterVersion) -> list[dict[str, Any]]:
        return [
            {"name": cluster.name, "fields": [field.code for field in cluster.fields.all()]}
            for cluster in version.clusters.all()
        ]


class PolicyList(VersionList):
    queryset = PolicyVersion.objects.all()
    serializer_class = PolicySerializer

    @extend_schema(
        operation_id="list_policies",
        summary="Criteria values: published versions; drafts too for the ministry",
        responses={200: PolicySerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class PolicyDetail(VersionDetail):
    queryset = PolicyList.queryset
    serializer_class = PolicySerializer

    @extend_schema(
        operation_id="read_policy",
        summary="Criteria values: one version",
        parameters=[AS_OF],
        responses={200: PolicySerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnPolicy(ActOnVersion):
    lifecycle = POLICY
    forms_of_acts = FORM_OF_ACT
    queryset = PolicyList.queryset
    serializer_class = PolicySerializer

    @extend_schema(
        operation_id="act_on_policy",
        summary="Publish a draft: Criteria values",
        parameters=[OpenApiParameter("name", {"enum": list(POLICY.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(POLICY, FORM_OF_ACT)},
        responses={200: PolicySerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class ClustersList(VersionList):
    queryset = ClusterVersion.objects.prefetch_related("clusters__fields")
    serializer_class = ClustersSerializer

    @extend_schema(
        operation_id="list_cluster_versions",
        summary="Field clusters: published versions; drafts too for the ministry",
        responses={200: ClustersSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ClustersDetail(VersionDetail):
    queryset = ClustersList.queryset
    serializer_class = ClustersSerializer

    @extend_schema(
        operation_id="read_clusters",
        summary="Field clusters: one version",
        parameters=[AS_OF],
        responses={200: ClustersSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnClusters(ActOnVersion):
    lifecycle = CLUSTERS
    forms_of_acts = FORM_OF_ACT
    queryset = ClustersList.queryset
    serializer_class = ClustersSerializer

    @extend_schema(
        operation_id="act_on_clusters",
        summary="Publish a draft: Field clusters",
        parameters=[OpenApiParameter("name", {"enum": list(CLUSTERS.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(CLUSTERS, FORM_OF_ACT)},
        responses={200: ClustersSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
