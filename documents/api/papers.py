"""Official papers over REST: what was issued in the caller's scope, and the PDF itself."""

from __future__ import annotations

import json
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged, is_known, not_modified
from accounts.api.schema import problems
from documents.models import Paper
from documents.papers import verification_url


class PaperSerializer(serializers.ModelSerializer[Paper]):
    """A paper; `record_kind` and `record_id` name the dossier or designation whose act it tells."""

    school = serializers.CharField(source="school_code", read_only=True)
    subject = serializers.SerializerMethodField()
    verification = serializers.SerializerMethodField(help_text="Where anybody can verify it.")
    is_printed = serializers.SerializerMethodField(help_text="Whether its PDF can be fetched.")

    class Meta:
        model = Paper
        fields = [
            "id",
            "kind",
            "title",
            "subject",
            "status",
            "number",
            "dated_on",
            "code",
            "verification",
            "school",
            "record_kind",
            "record_id",
            "sha256",
            "is_printed",
            "withdrawn_on",
            "withdrawal",
            "created_at",
        ]
        read_only_fields = fields

    def get_subject(self, paper: Paper) -> str:
        return str(paper.content.get("subject", ""))

    @extend_schema_field(OpenApiTypes.URI)
    def get_verification(self, paper: Paper) -> str:
        return verification_url(paper)

    def get_is_printed(self, paper: Paper) -> bool:
        return bool(paper.file)


class PaperList(ScopedList):
    required_scopes = {"GET": "papers:read"}
    queryset = Paper.objects.all()
    serializer_class = PaperSerializer
    filterset_fields = ["status", "kind", "number", "school_code", "province", "record_kind", "record_id"]

    @extend_schema(
        operation_id="list_papers",
        summary="Papers in the caller's scope",
        responses={200: PaperSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class PaperDetail(Tagged):
    required_scopes = {"GET": "papers:read"}

    @extend_schema(
        operation_id="read_paper",
        summary="A paper with its state and number",
        responses={200: PaperSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(PaperSerializer(_paper(request, pk)).data)


class Pdf(BaseRenderer):
    """Lets a caller ask for ``application/pdf``; what is rendered here is only ever a problem."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(self, data: Any, media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return json.dumps(data, ensure_ascii=False).encode()


class AnyFile(Pdf):
    """Lets a caller ask for the bytes of a file."""

    media_type = "application/octet-stream"
    format = "bin"


class PaperPdf(Answered):
    """The file as it was printed last, byte for byte; its tag is its SHA-256."""

    required_scopes = {"GET": "papers:read"}
    renderer_classes = (Pdf, JSONRenderer)

    @extend_schema(
        operation_id="read_paper_pdf",
        summary="The PDF of a paper; its ETag is the file's SHA-256",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse | FileResponse:
        paper = _paper(request, pk)
        if not paper.file:
            raise Http404
        tag = f'"{paper.sha256}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if is_known(request, tag):
            return not_modified(HttpResponse(headers=headers))
        name = f"{paper.kind}-{paper.code}.pdf"
        return FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=name, headers=headers)


def _paper(request: Request, pk: int) -> Paper:
    """The paper, when it lies in the caller's scope; else there is none."""
    return get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
