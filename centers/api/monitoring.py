"""Monitoring periods of centres over REST: the list, one period with findings and improvements, the acts (smm/11/1)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import MONITORING, begin_monitoring
from centers.choices import Answer, FindingLevel, MonitoringStatus
from centers.forms.monitoring import FORM_OF_MONITORING, OpenMonitoringForm
from centers.history import MONITORING as KEPT
from centers.models import Assessment, Improvement, Monitoring, MonitoringFinding
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE
from .plans import CENTER_KEY, MOST_KEY, center_of

ASKED = OpenApiExample(
    "a period of half a year",
    {"center": 3, "title": "2026 birinci dönem", "first_day": "2026-01-01", "last_day": "2026-06-30"},
    request_only=True,
)


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """`statement`: its number in the guide; `answer`: 0 not yet, 1 partly, 2 largely, 3 wholly."""

    statement = serializers.IntegerField(source="statement.number", read_only=True)
    answer = serializers.ChoiceField(choices=Answer.choices, read_only=True)

    class Meta:
        model = Assessment
        fields = ["statement", "answer", "note", "written_on"]
        read_only_fields = fields


class ImprovementSerializer(serializers.ModelSerializer[Improvement]):
    """`done_on` null: it is still to be done."""

    class Meta:
        model = Improvement
        fields = ["id", "text", "responsible", "due_on", "outcome", "done_on"]
        read_only_fields = fields


class MonitoringFindingSerializer(serializers.ModelSerializer[MonitoringFinding]):
    level = serializers.ChoiceField(choices=FindingLevel.choices, read_only=True)
    improvements = ImprovementSerializer(many=True, read_only=True)

    class Meta:
        model = MonitoringFinding
        fields = ["id", "text", "level", "found_on", "improvements"]
        read_only_fields = fields


class MonitoringSerializer(serializers.ModelSerializer[Monitoring]):
    """`center`: its key; `guide`: key of the guide by which the period goes."""

    status = serializers.ChoiceField(choices=MonitoringStatus.choices, read_only=True)

    class Meta:
        model = Monitoring
        fields = ["id", "center", "title", "first_day", "last_day", "guide", "status", "revision", "conclusion"]
        read_only_fields = fields


class MonitoringRecord(MonitoringSerializer):
    assessments = AssessmentSerializer(many=True, read_only=True)
    findings = MonitoringFindingSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(MonitoringSerializer.Meta):
        fields = [*MonitoringSerializer.Meta.fields, "assessments", "findings", "acts"]
        read_only_fields = fields

    def get_acts(self, record: Monitoring) -> list[str]:
        return open_acts(MONITORING, record, self.context)


class MonitoringFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=MOST_KEY)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    status = django_filters.ChoiceFilter(choices=MonitoringStatus.choices)

    class Meta:
        model = Monitoring
        fields: list[str] = []


PERIODS = Monitoring.objects.select_related("center__school")
WHOLE = PERIODS.prefetch_related("assessments__statement", "findings__improvements")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(MonitoringRecord(WHOLE.get(pk=pk), context={"request": request}).data)


class MonitoringList(ScopedList):
    """Monitoring periods of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = PERIODS
    serializer_class = MonitoringSerializer
    filterset_class = MonitoringFilter

    @extend_schema(
        operation_id="list_center_monitorings",
        summary="Monitoring periods of centres",
        responses={200: MonitoringSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="begin_center_monitoring",
        summary="Begin a period of monitoring of a centre (smm/11/1)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["center", "title", "first_day", "last_day"],
                "additionalProperties": False,
                "properties": {**CENTER_KEY, **described(OpenMonitoringForm)},
            }
        },
        responses={201: MonitoringRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center, rest = center_of(request, request.data)
        made = begin_monitoring(center, by=request.user, on=localdate(), **checked(OpenMonitoringForm, rest))
        return Response(_shape(request, made.pk), status=201)


class MonitoringDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_monitoring",
        summary="One monitoring period with self-assessment, findings and improvements, today or as of a day",
        parameters=[AS_OF],
        responses={200: MonitoringRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(WHOLE.all().visible_to(request.user), pk=pk))
        return Response(MonitoringRecord(record, context=context).data)


class ActOnMonitoring(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = MONITORING
    forms_of_acts = FORM_OF_MONITORING

    def find(self, request: Request, pk: int) -> Monitoring:
        found: Monitoring = get_object_or_404(PERIODS.all().visible_to(request.user), pk=pk)
        return found

    def shape(self, request: Request, record: Monitoring) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_monitoring",
        summary="Perform an act on a monitoring period: assessed, a finding, an improvement, closed (smm/11/1)",
        parameters=[OpenApiParameter("name", {"enum": list(MONITORING.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(MONITORING, FORM_OF_MONITORING)},
        responses={200: OpenApiResponse(MonitoringRecord, "The period afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
