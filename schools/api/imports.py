"""Files brought by programs: the same upload, check, differences and confirmation as on the pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER, once
from accounts.api.schema import problems
from documents.workbooks.package import Unreadable
from schools.acts.importing import IMPORT, bring_file
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.forms.imports import BringFileForm
from schools.imports.answers import marked_answer
from schools.models import FileImport, ImportLine
from workflow.api.acts import ActView, act_body
from workflow.api.inputs import strange_keys
from workflow.api.problems import Faults

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_PROGRAMS = ("confirm_import", "discard_import")


class ImportSerializer(serializers.ModelSerializer[FileImport]):
    """A file, what was found in it by counts, and what became of it."""

    status = serializers.ChoiceField(choices=ImportStatus.choices)
    source = serializers.ChoiceField(choices=ImportSource.choices)
    counts = serializers.DictField(
        child=serializers.IntegerField(), help_text="added, changed, gone, unchanged, faults, notes"
    )
    effects = serializers.ListField(
        child=serializers.DictField(), help_text="Schools whose verdict changed with the file."
    )

    class Meta:
        model = FileImport
        fields = [
            "id",
            "source",
            "name",
            "size",
            "sha256",
            "status",
            "revision",
            "counts",
            "message",
            "effects",
            "created_at",
        ]
        read_only_fields = fields


class LineSerializer(serializers.ModelSerializer[ImportLine]):
    """A fault or note at a cell, or one difference from the register."""

    kind = serializers.ChoiceField(choices=LineKind.choices)

    class Meta:
        model = ImportLine
        fields = ["id", "kind", "sheet", "row", "column", "title", "record", "before", "after", "sentence"]
        read_only_fields = fields


class BringSerializer(serializers.Serializer):
    """Which options a source takes: year (istihdam), as_of (kurum-listesi), skip_faulty (lists, paydaslar), complete (tables of schools)."""

    source = serializers.ChoiceField(choices=ImportSource.choices)
    file = serializers.FileField(help_text="XLSX or CSV, at most 20 MB.")
    complete = serializers.BooleanField(required=False)
    year = serializers.IntegerField(required=False, min_value=2000, max_value=2100)
    told_source = serializers.CharField(required=False, max_length=200)
    as_of = serializers.DateField(required=False)
    skip_faulty = serializers.BooleanField(required=False)


class ImportList(ScopedList):
    required_scopes = {"GET": "imports:read", "POST": "imports:write"}
    queryset = FileImport.objects.all()
    serializer_class = ImportSerializer
    filterset_fields = ["source", "status"]
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="list_imports",
        summary="Files that were brought into the register",
        responses={200: ImportSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="bring_file",
        summary="Bring a file; it is checked in the background, and nothing is written before it is confirmed",
        parameters=[PARAMETER],
        request={"multipart/form-data": BringSerializer},
        responses={201: ImportSerializer, **problems(400, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        source = request.data.get("source", "") if hasattr(request.data, "get") else ""
        if source not in ImportSource.values:
            raise Faults(
                [{"path": "source", "message": f"Şunlardan biri olmalıdır: {', '.join(ImportSource.values)}."}]
            )
        form = BringFileForm(request.data, request.FILES, source=source)
        faults = strange_keys(request.data, {"source", *form.fields})
        if faults or not form.is_valid():
            faults += [{"path": name, "message": " ".join(errors)} for name, errors in form.errors.items()]
            raise Faults(faults)
        brought = bring_file(
            source, by=request.user, on=localdate(), file=form.cleaned_data["file"], options=form.options
        )
        brought.refresh_from_db()
        return Response(ImportSerializer(brought).data, status=201)


def _found(request: Request, pk: Any) -> FileImport:
    return get_object_or_404(FileImport.objects.visible_to(request.user), pk=pk)


class ImportDetail(Tagged):
    required_scopes = {"GET": "imports:read"}

    @extend_schema(
        operation_id="read_import",
        summary="A file, what was found in it and what became of it",
        responses={200: ImportSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return Response(ImportSerializer(_found(request, pk)).data)


class ImportLines(ScopedList):
    required_scopes = {"GET": "imports:read"}
    queryset = ImportLine.objects.all()
    serializer_class = LineSerializer
    filterset_fields = ["kind"]

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return ImportLine.objects.none()
        return _found(self.request, self.kwargs["pk"]).lines.all()

    @extend_schema(
        operation_id="list_import_lines",
        summary="Faults at their cells, and differences from the register",
        responses={200: LineSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class MarkedFile(Answered):
    required_scopes = {"GET": "imports:read"}

    @extend_schema(
        operation_id="read_marked_file",
        summary="The same file with its faults marked in their cells",
        responses={(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY), **problems(404)},
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        brought = _found(request, pk)
        if not brought.lines.filter(kind__in=[LineKind.FAULT, LineKind.NOTE]).exists():
            raise Http404
        try:
            return HttpResponse(marked_answer(brought), content_type=XLSX)
        except Unreadable as fault:
            raise Http404(str(fault)) from None


class ImportAct(ActView):
    required_scopes = {"POST": "imports:write"}
    lifecycle = IMPORT

    def find(self, request: Request, pk: Any) -> FileImport:
        return _found(request, pk)

    def shape(self, request: Request, record: Any) -> dict[str, Any]:
        record.refresh_from_db()
        return dict(ImportSerializer(record).data)

    @extend_schema(
        operation_id="act_on_import",
        summary="Confirm a checked file (`confirm_import`), or give it up (`discard_import`)",
        parameters=[OpenApiParameter("name", {"enum": list(BY_PROGRAMS)}, OpenApiParameter.PATH), PARAMETER],
        request={"application/json": act_body(IMPORT, {})},
        responses={200: ImportSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: Any, name: str) -> Response:
        if name not in BY_PROGRAMS:
            raise Http404
        return self.perform(request, pk, name)
