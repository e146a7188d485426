"""The General Directorate's yearly reports over REST, for people of the ministry: ordered, read, stopped, fetched as files."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from desk.models import DirectorateReport
from desk.models.reports import FIRST_YEAR, LAST_YEAR
from desk.yearly.acts import order_report, stop_report
from desk.yearly.forms import OrderForm
from desk.yearly.papers import issue_report, report_book
from documents.api.papers import AnyFile
from documents.formats import XLSX
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.together import PEOPLE

BODY = {
    "application/json": {
        "type": "object",
        "additionalProperties": False,
        "required": ["year"],
        "properties": described(OrderForm),
    }
}
NOTHING = {"application/json": {"type": "object", "additionalProperties": False}}
WRITTEN = problems(400, 404, 409, 413, 415, 422)
KINDS = ("pdf", "xlsx")


class DirectorateReportRow(serializers.ModelSerializer[DirectorateReport]):
    """A report as lists show it; `until` and `digest` are there once it was counted."""

    by = serializers.CharField(source="by.username", read_only=True)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)

    class Meta:
        model = DirectorateReport
        fields = ["id", "year", "until", "by", "ordered_on", "job", "made_at", "digest"]
        read_only_fields = fields


class DirectorateReportSerializer(DirectorateReportRow):
    """With the figures: chapters with sentences, figures, tables and plots; `null` is what is not known, never nothing."""

    figures = serializers.SerializerMethodField(help_text="Empty until the report was counted.")

    class Meta(DirectorateReportRow.Meta):
        fields = [*DirectorateReportRow.Meta.fields, "milliseconds", "figures"]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_figures(self, report: DirectorateReport) -> dict[str, Any]:
        return dict(report.figures)


class DirectorateReportFilter(django_filters.FilterSet):
    year = WholeNumberFilter(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = DirectorateReport
        fields: list[str] = []


class DirectorateReportList(ScopedList):
    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = DirectorateReport.objects.select_related("by").defer("figures")
    serializer_class = DirectorateReportRow
    filterset_class = DirectorateReportFilter

    @extend_schema(
        operation_id="list_directorate_reports",
        summary="Yearly reports of the General Directorate",
        responses={200: DirectorateReportRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="order_directorate_report",
        summary="Have a year counted and printed in the background; `job` tells how far it is",
        parameters=[IDEMPOTENCY_KEY],
        request=BODY,
        examples=[OpenApiExample("A year", value={"year": 2025}, request_only=True)],
        responses={201: DirectorateReportSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request) -> Response:
        given = checked(OrderForm, request.data)
        report = order_report(year=given["year"], by=request.user, on=localdate())  # type: ignore[arg-type]
        return Response(DirectorateReportSerializer(report).data, status=201)


def _report(request: Request, pk: int) -> DirectorateReport:
    rows = DirectorateReport.objects.visible_to(request.user).select_related("by")
    return get_object_or_404(rows, pk=pk)


class DirectorateReportDetail(Tagged):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_directorate_report",
        summary="A yearly report with its figures",
        responses={200: DirectorateReportSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(DirectorateReportSerializer(_report(request, pk)).data)


class StopDirectorateReport(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="stop_directorate_report",
        summary="Stop the making of a yearly report; nothing of it is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={200: DirectorateReportSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        report = _report(request, pk)
        checked(forms.Form, request.data or {})
        stopped = stop_report(report, by=request.user, on=localdate())  # type: ignore[arg-type]
        return Response(DirectorateReportSerializer(stopped).data)


class DirectorateReportFile(Answered):
    """The PDF byte for byte as it was printed; the workbook made from the kept figures."""

    required_scopes = {"GET": PEOPLE}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_directorate_report_file",
        summary="A yearly report as tagged PDF or as workbook",
        parameters=[OpenApiParameter("kind", {"type": "string", "enum": list(KINDS)}, OpenApiParameter.PATH)],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int, kind: str) -> HttpResponse | FileResponse:
        report = _report(request, pk)
        if kind not in KINDS or not report.is_made:
            raise Http404
        name = f"yillik-rapor-{report.year}-{report.pk}.{kind}"
        if kind == "pdf":
            return FileResponse(issue_report(report).file.open("rb"), content_type="application/pdf", filename=name)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
        return HttpResponse(report_book(report), content_type=XLSX, headers=headers)
