"""Yearly reports of centres over REST: the list, one report with its figures, the acts, the notes (smm/11/2)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
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
from centers.acts import REPORT, prepare_report
from centers.choices import ChainStatus
from centers.forms.plans import YearForm
from centers.forms.reports import FORM_OF_REPORT
from centers.history import REPORT as KEPT
from centers.models import YearlyReport
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view
from .plans import CENTER_KEY, ChainedFilter, center_of

ASKED = OpenApiExample("the report of a year", {"center": 3, "year": 2026}, request_only=True)


class ReportSerializer(serializers.ModelSerializer[YearlyReport]):
    """`due_on`: the last day, that of an extension where one was given; `nothing_reason`: why there is nothing to report."""

    status = serializers.ChoiceField(choices=ChainStatus.choices, read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    due_on = serializers.DateField(read_only=True)

    class Meta:
        model = YearlyReport
        fields = [
            "id", "center", "school", "year", "plan", "status", "revision", "state_since", "handed_in_on", "due_on",
            "nothing_reason",
        ]  # fmt: skip
        read_only_fields = fields


class ReportRecord(ReportSerializer, WithChain):
    facts = serializers.DictField(
        child=serializers.JSONField(),
        allow_null=True,
        read_only=True,
        help_text="`indicators`, `activities` and `tables` as they were when the report was sent; null before.",
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ReportSerializer.Meta):
        fields = [*ReportSerializer.Meta.fields, "works", "gains", "proposals", "facts", "steps", "notes", "acts"]
        read_only_fields = fields

    def get_acts(self, report: YearlyReport) -> list[str]:
        return open_acts(REPORT, report, self.context)


class ReportFilter(ChainedFilter):
    overdue = TrueOrFalseFilter(method="late", help_text="true: its last day is over and it was not sent.")

    class Meta:
        model = YearlyReport
        fields: list[str] = []

    def late(self, rows: QuerySet[YearlyReport], name: str, value: bool) -> QuerySet[YearlyReport]:
        return rows.filter(pk__in=YearlyReport.objects.overdue(localdate()).order_by().values("pk")) if value else rows


REPORTS = YearlyReport.objects.with_day().select_related("center__school", "author", "plan")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(ReportRecord(REPORTS.get(pk=pk), context={"request": request}).data)


class ReportList(ScopedList):
    """Reports of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = REPORTS
    serializer_class = ReportSerializer
    filterset_class = ReportFilter

    @extend_schema(
        operation_id="list_center_reports",
        summary="Yearly activity reports of centres",
        responses={200: ReportSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_center_report",
        summary="Open the report of a year for a centre, drafted from the year's plan and records (smm/11/2)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["center", "year"],
                "additionalProperties": False,
                "properties": {**CENTER_KEY, **described(YearForm)},
            }
        },
        responses={201: ReportRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center, rest = center_of(request, request.data)
        made = prepare_report(center, by=request.user, on=localdate(), **checked(YearForm, rest))
        return Response(_shape(request, made.pk), status=201)


class ReportDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_report",
        summary="One report, today or as of a day; the steps and notes are today's",
        parameters=[AS_OF],
        responses={200: ReportRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(REPORTS.all().visible_to(request.user), pk=pk))
        return Response(ReportRecord(record, context=context).data)


class ActOnReport(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = REPORT
    forms_of_acts = FORM_OF_REPORT

    def find(self, request: Request, pk: int) -> YearlyReport:
        found: YearlyReport = get_object_or_404(REPORTS.all().visible_to(request.user), pk=pk)
        return found

    def shape(self, request: Request, record: YearlyReport) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_report",
        summary="Perform an act on a report: written, drafted anew, nothing to report, sent, returned, received (smm/11/2)",
        parameters=[OpenApiParameter("name", {"enum": list(REPORT.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(REPORT, FORM_OF_REPORT)},
        responses={200: OpenApiResponse(ReportRecord, "The report afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


ReportNote = note_view("answer_note_of_center_report", "report", REPORTS, _shape, ReportRecord)
