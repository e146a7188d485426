"""Reports and the roll-up of centres over REST as files, and the roll-up's figures (smm/11/1, smm/11/2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.asking import Answered
from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import Province
from centers.models.plans import FIRST_YEAR
from centers.papers.files import report_book, report_word, rollup_word
from centers.papers.reports import report_paper
from centers.papers.rollup import rollup_book, rollup_paper
from centers.rollup import Asked, RollUp, Row, roll_up
from documents.api.papers import AnyFile
from documents.formats import DOCX, PDF, XLSX
from schools.models import Field
from workflow.api.problems import Faults

from .centers import READ
from .reports import REPORTS

TYPE_OF = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}
KIND = OpenApiParameter("kind", {"type": "string", "enum": sorted(TYPE_OF)}, OpenApiParameter.PATH)
REPORT_FILES: dict[str, Callable[..., bytes]] = {"pdf": report_paper, "docx": report_word, "xlsx": report_book}
BYTES = {(200, type): OpenApiTypes.BINARY for type in TYPE_OF.values()}


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(content, content_type=TYPE_OF[kind], headers=headers)


class ReportFile(Answered):
    """Made when it is asked for; the print that is kept and can be verified is among the papers."""

    required_scopes = {"GET": READ}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_center_report_file",
        summary="A report as PDF, Word document or workbook: as it was sent, else as it stands today",
        parameters=[KIND],
        responses={**BYTES, **problems(404)},
    )
    def get(self, request: Request, pk: int, kind: str) -> HttpResponse:
        report = get_object_or_404(REPORTS.all().visible_to(request.user), pk=pk)
        if kind not in REPORT_FILES:
            raise NotFound
        name = f"faaliyet-raporu-{report.center_id}-{report.year}"
        return as_file(REPORT_FILES[kind](report, on=localdate()), kind, name)


class RollUpQuery(forms.Form):
    """What the roll-up is asked; each name is looked at, so that any other is refused."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=2100, required=False)
    province = forms.ModelChoiceField(Province.objects.all(), required=False)
    field = forms.ModelChoiceField(Field.objects.all(), to_field_name="code", required=False)
    indicator = forms.CharField(max_length=20, required=False)


PARAMETERS = [
    OpenApiParameter("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": 2100}, description="The last of three years; the one that runs unless said."),
    OpenApiParameter("province", {"type": "integer", "minimum": 1, "maximum": 81}),
    OpenApiParameter("field", {"type": "string"}, description="Code of a field."),
    OpenApiParameter("indicator", {"type": "string"}, description="Code of an indicator of the guide."),
]  # fmt: skip


def asked_of(request: Request) -> RollUp:
    """The roll-up of the centres that the caller sees."""
    form = RollUpQuery(request.query_params)
    if not form.is_valid():
        raise Faults([{"path": name, "message": " ".join(map(str, said))} for name, said in form.errors.items()])
    said = form.cleaned_data
    year = said["year"] or localdate().year
    return roll_up(request.user, Asked(year, said["province"], said["field"], said["indicator"]))


class FiguresSerializer(serializers.Serializer[Any]):
    """Of one year; `null` where the table has no such figure. `share`: how far the indicators came, 0 to 100, on average."""

    count = serializers.IntegerField(allow_null=True, help_text="Indicators.")
    realised_count = serializers.IntegerField(allow_null=True)
    reached = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    target = serializers.FloatField(
        allow_null=True, help_text="Of one indicator of the guide: the sum over the centres."
    )
    value = serializers.FloatField(allow_null=True)
    reports = serializers.IntegerField(allow_null=True)


class RollUpRowSerializer(serializers.Serializer[Any]):
    """`years`: in the order of the roll-up's years; `null`: nothing of that year."""

    name = serializers.CharField()
    years = FiguresSerializer(many=True)


class YearTotalSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    centers = serializers.IntegerField(help_text="Centres that were open in the year.")
    plans = serializers.IntegerField(help_text="Plans that were sent.")
    reports = serializers.IntegerField(help_text="Reports that were sent.")
    nothing = serializers.IntegerField(help_text="Of these, those that state that there is nothing to report.")
    indicators = serializers.IntegerField()
    realised = serializers.IntegerField()
    reached = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    activities = serializers.IntegerField()
    done = serializers.IntegerField()


class CenterRollUpSerializer(serializers.Serializer[Any]):
    """Three years of plans and reports that were sent, of the centres that the caller sees."""

    years = serializers.ListField(child=serializers.IntegerField())
    totals = YearTotalSerializer(many=True)
    indicators = RollUpRowSerializer(many=True)
    provinces = RollUpRowSerializer(many=True)
    fields_of_teaching = RollUpRowSerializer(many=True)


def _row(row: Row) -> dict[str, Any]:
    names = FiguresSerializer().fields
    years = [{name: (one or {}).get(name) for name in names} for one in row.years]
    return {"name": row.name, "years": years}


class CenterRollUp(Tagged):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_rollup",
        summary="Plans and reports of centres added up: by year, indicator of the guide, province and field (smm/11/1)",
        parameters=PARAMETERS,
        responses={200: CenterRollUpSerializer, **problems(400)},
        examples=[
            OpenApiExample(
                "a year without plans",
                {
                    "years": [2024, 2025, 2026],
                    "totals": [],
                    "indicators": [],
                    "provinces": [],
                    "fields_of_teaching": [],
                },
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> Response:
        found = asked_of(request)
        tables = {"indicators": found.indicators, "provinces": found.provinces, "fields_of_teaching": found.fields}
        shape = {"years": found.asked.years, "totals": found.totals}
        shape |= {name: [_row(row) for row in rows] for name, rows in tables.items()}
        return Response(CenterRollUpSerializer(shape).data)


class CenterRollUpFile(Answered):
    required_scopes = {"GET": READ}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_center_rollup_file",
        summary="The roll-up as PDF, Word document or workbook",
        parameters=[KIND, *PARAMETERS],
        responses={**BYTES, **problems(400, 404)},
    )
    def get(self, request: Request, kind: str) -> HttpResponse:
        found = asked_of(request)
        match kind:
            case "pdf":
                content = rollup_paper(found, on=localdate())
            case "docx":
                content = rollup_word(found, on=localdate())
            case "xlsx":
                content = rollup_book(found)
            case _:
                raise NotFound
        return as_file(content, kind, "merkezler-toplu-durum")
