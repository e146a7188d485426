"""Yearly follow-up reports of specialised schools over REST, and the acts on them (okul/5/3–5/6)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import FOLLOW_UP_REPORT, prepare_follow_up_report
from designations.choices import ReportStatus
from designations.forms import FORM_OF_ACT
from designations.forms.follow_up import ReportYearForm
from designations.models import Designation, FollowUpReport
from designations.permissions import may_keep_follow_up
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import Strict
from workflow.api.inputs import checked, described
from workflow.refusals import NotPermitted

READ, WRITE = {"GET": "designations:read"}, {"POST": "designations:write"}
REPORTS = FollowUpReport.objects.select_related("designation__school")


class FollowUpReportSerializer(serializers.ModelSerializer[FollowUpReport]):
    """A follow-up report; `school_year` is the year in which it begins, `handed_in_on` the day it was last sent."""

    designation = serializers.IntegerField(source="designation_id", read_only=True)
    school = serializers.CharField(source="designation.school.code", read_only=True)

    class Meta:
        model = FollowUpReport
        fields = [
            "id", "designation", "school", "school_year", "status", "revision", "state_since", "handed_in_on",
            "return_note",
        ]  # fmt: skip
        read_only_fields = fields


class FollowUpReportRecord(FollowUpReportSerializer):
    """The whole report with the records that it rests on, and what the caller may do with it."""

    facts = serializers.DictField(
        read_only=True,
        allow_null=True,
        help_text="`findings`, `works`, `affiliations` and `activities` as they were when it was sent; null before.",
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(FollowUpReportSerializer.Meta):
        fields = [*FollowUpReportSerializer.Meta.fields, "assessment", "next_year", "facts", "acts"]
        read_only_fields = fields

    def get_acts(self, report: FollowUpReport) -> list[str]:
        return [act.name for act in FOLLOW_UP_REPORT.open_to(self.context["request"].user, report)]


class FollowUpReportFilter(Strict):
    school = django_filters.CharFilter(field_name="designation__school__code", help_text="Institution code.")
    status = django_filters.ChoiceFilter(choices=ReportStatus.choices)

    class Meta:
        model = FollowUpReport
        fields = ["designation", "school_year"]


def _shape(request: Request, record: FollowUpReport) -> dict[str, Any]:
    return dict(FollowUpReportRecord(record, context={"request": request}).data)


def _report(request: Request, pk: int) -> FollowUpReport:
    rows: QuerySet[FollowUpReport] = REPORTS.visible_to(request.user)
    return get_object_or_404(rows, pk=pk)


class FollowUpReportList(ScopedList):
    """Follow-up reports of the specialised schools that the caller sees."""

    required_scopes = READ
    queryset = REPORTS
    serializer_class = FollowUpReportSerializer
    filterset_class = FollowUpReportFilter

    @extend_schema(
        operation_id="list_follow_up_reports",
        summary="Yearly follow-up reports of specialised schools",
        responses={200: FollowUpReportSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class FollowUpReportDetail(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_follow_up_report",
        summary="One follow-up report with the records that it rests on",
        responses={200: FollowUpReportRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_shape(request, _report(request, pk)))


class OpenFollowUpReport(APIView):
    required_scopes = WRITE

    @extend_schema(
        operation_id="open_follow_up_report",
        summary="Open the follow-up report of a school year of a specialised school",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["school_year"],
                "additionalProperties": False,
                "properties": described(ReportYearForm),
            }
        },
        responses={201: FollowUpReportRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        designation = get_object_or_404(Designation.objects.visible_to(request.user).select_related("school"), pk=pk)
        if not may_keep_follow_up(request.user, designation):
            raise NotPermitted("Bu okulun izleme kayıtlarını tutma yetkiniz yok.")
        asked = checked(ReportYearForm, request.data)
        made = prepare_follow_up_report(designation, by=request.user, on=localdate(), **asked)
        return Response(_shape(request, made), status=201)


class ActOnFollowUpReport(ActView):
    required_scopes = WRITE
    lifecycle = FOLLOW_UP_REPORT
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> FollowUpReport:
        return _report(request, pk)

    def shape(self, request: Request, record: FollowUpReport) -> dict[str, Any]:
        return _shape(request, record)

    @extend_schema(
        operation_id="act_on_follow_up_report",
        summary="Perform an act on a follow-up report: written, sent, returned, received",
        parameters=[
            OpenApiParameter("name", {"enum": list(FOLLOW_UP_REPORT.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY,
        ],
        request={"application/json": act_body(FOLLOW_UP_REPORT, FORM_OF_ACT)},
        responses={200: FollowUpReportRecord, **problems(400, 404, 409, 413, 415, 422)},
    )  # fmt: skip
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
