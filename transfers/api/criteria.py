"""The criteria of transfers over REST: published versions for everybody, drafts for the ministry."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from transfers.acts import CRITERIA
from transfers.dossiers import criteria_of
from transfers.forms.criteria import FORM_OF_ACT
from transfers.models import CriteriaComponent, CriteriaSimulation, TransferCriteria
from transfers.simulating import digest_of
from workflow.api.acts import act_body
from workflow.api.figures import FIELDS, READ, ActOnVersion, VersionDetail, VersionList, VersionSerializer, seen_by
from workflow.api.history import AS_OF

MOST = 20  # trials of one draft that are told


class ComponentSerializer(serializers.ModelSerializer[Any]):
    """One figure of the score; `tie_rank`: where it stands among what decides between equal scores."""

    class Meta:
        model = CriteriaComponent
        fields = ["key", "label", "maximum", "weight", "tie_rank"]
        read_only_fields = fields


class CriteriaSerializer(VersionSerializer):
    """What ranks those who transfer to grade 11 (okul/8/2); the directive leaves it to the General Directorate."""

    components = ComponentSerializer(many=True, read_only=True)

    class Meta:
        model = TransferCriteria
        fields = [*FIELDS, "most_preferences", "score_decimals", "same_field", "clean_discipline", "components"]
        read_only_fields = fields


class CriteriaList(VersionList):
    queryset = TransferCriteria.objects.prefetch_related("components")
    serializer_class = CriteriaSerializer

    @extend_schema(
        operation_id="list_transfer_criteria",
        summary="Criteria of transfers: published versions; drafts too for the ministry",
        responses={200: CriteriaSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class CriteriaDetail(VersionDetail):
    queryset = CriteriaList.queryset
    serializer_class = CriteriaSerializer

    @extend_schema(
        operation_id="read_transfer_criteria",
        summary="Criteria of transfers: one version",
        parameters=[AS_OF],
        responses={200: CriteriaSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class SimulationSerializer(serializers.ModelSerializer[Any]):
    """A draft tried on a former round beside `compared_with`; `figures` are null until the work is done, and tell of nobody."""

    state = serializers.CharField(source="job.state", default=None, allow_null=True, read_only=True)
    is_current = serializers.SerializerMethodField(help_text="Whether the draft still asks what was tried.")
    figures = serializers.DictField(child=serializers.JSONField(), allow_null=True, read_only=True)

    class Meta:
        model = CriteriaSimulation
        fields = ["id", "round", "compared_with", "started_on", "state", "is_current", "figures"]
        read_only_fields = fields

    def get_is_current(self, record: CriteriaSimulation) -> bool:
        return bool(record.asked == self.context["asked"])


class CriteriaSimulations(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="list_transfer_criteria_simulations",
        summary="Trials of a draft on former rounds, the newest first; for the ministry",
        responses={200: SimulationSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        version = get_object_or_404(seen_by(request.user, TransferCriteria.objects.all()), pk=pk)
        rows = CriteriaSimulation.objects.visible_to(request.user).filter(version=version).select_related("job")
        context = {"asked": digest_of(criteria_of(version))}
        return Response(SimulationSerializer(rows[:MOST], many=True, context=context).data)


class ActOnCriteria(ActOnVersion):
    lifecycle = CRITERIA
    forms_of_acts = FORM_OF_ACT
    queryset = CriteriaList.queryset
    serializer_class = CriteriaSerializer

    @extend_schema(
        operation_id="act_on_transfer_criteria",
        summary="Try a draft of criteria on a former round's applications, or publish it",
        parameters=[OpenApiParameter("name", {"enum": list(CRITERIA.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(CRITERIA, FORM_OF_ACT)},
        responses={200: CriteriaSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
