"""Filling a dossier in over REST: sections that nobody overwrites unseen, and files checked by their content."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.reading import is_known, not_modified
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import receive_evidence, remove_evidence, save_section
from designations.choices import Section
from designations.forms.preparing import EvidenceForm, SectionForm
from designations.models import Dossier, Evidence
from designations.sections import SECTIONS_OF
from documents.api.papers import AnyFile
from documents.intake import FileRefused
from workflow.api.inputs import checked, strange_keys
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, Versioned, revision_named
from workflow.refusals import Stale

from .records import dossier_of
from .serializers import EvidenceSerializer, SectionRecord, section_shape

SECTION = OpenApiParameter("section", {"enum": Section.values}, OpenApiParameter.PATH)


def _dossier(request: Request, pk: int, section: str) -> Dossier:
    dossier = dossier_of(request, pk)
    if section not in SECTIONS_OF[dossier.type]:
        raise Http404
    return dossier


class DossierSection(Versioned):
    """One section of a dossier."""

    required_scopes = {"GET": "dossiers:read", "PUT": "dossiers:write"}

    @extend_schema(
        operation_id="read_dossier_section",
        summary="A section of a dossier; its ETag is wanted in If-Match when it is written",
        parameters=[SECTION],
        responses={200: SectionRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int, section: str) -> Response:
        return Response(section_shape(_dossier(request, pk, section), section))

    @extend_schema(
        operation_id="write_dossier_section",
        summary="Write a section; refused by 412, with what stands there now, when somebody else wrote meanwhile",
        parameters=[SECTION, IF_MATCH],
        request={
            "application/json": {
                "type": "object",
                "required": ["text", "is_done"],
                "additionalProperties": False,
                "properties": {"text": {"type": "string", "maxLength": 8000}, "is_done": {"type": "boolean"}},
            }
        },
        responses={200: SectionRecord, **problems(400, 404, 409, 412, 413, 415, 428)},
    )
    def put(self, request: Request, pk: int, section: str) -> Response:
        dossier = _dossier(request, pk, section)
        values = _whole(checked(SectionForm, request.data), request.data)
        entry = dossier.entries.filter(section=section).values_list("revision", flat=True).first()
        revision = revision_named(request, entry or 0)
        try:
            save_section(dossier, section, by=request.user, on=localdate(), revision=revision, **values)
        except Stale as stale:
            raise Changed(str(stale), section_shape(dossier_of(request, pk), section)) from stale
        return Response(section_shape(dossier_of(request, pk), section))


def _whole(values: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """A PUT brings the whole section: what is left out would be wiped."""
    missing = [name for name in values if body.get(name) is None]
    if missing:
        raise Faults([{"path": name, "message": "Bu alan zorunludur."} for name in missing])
    return values


class SectionEvidence(APIView):
    """Files that prove something in a section."""

    required_scopes = {"POST": "dossiers:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="add_evidence",
        summary="Put a file to a section; it is checked by its content (PDF, JPEG, PNG, DOCX, XLSX; 20 MB)",
        parameters=[SECTION, IDEMPOTENCY_KEY],
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file", "description"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "description": {"type": "string", "minLength": 1, "maxLength": 200},
                },
            }
        },
        responses={201: EvidenceSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, section: str) -> Response:
        dossier = _dossier(request, pk, section)
        form = EvidenceForm(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if faults or not form.is_valid():
            faults += [
                {"path": name, "message": str(message)}
                for name, messages in form.errors.items()
                for message in messages
            ]
            raise Faults(faults)
        evidence = _keep(request, dossier, section, form.cleaned_data)
        return Response(EvidenceSerializer(evidence).data, status=201)


def _keep(request: Request, dossier: Dossier, section: str, given: dict[str, Any]) -> Evidence:
    try:
        return receive_evidence(dossier, section, by=request.user, on=localdate(), **given)
    except FileRefused as refused:
        raise Faults([{"path": "file", "message": str(refused)}]) from refused


class EvidenceDetail(APIView):
    required_scopes = {"DELETE": "dossiers:write"}

    @extend_schema(
        operation_id="remove_evidence",
        summary="Take a file out of the dossier; it is marked, never deleted",
        responses={204: None, **problems(404, 409, 422)},
    )
    def delete(self, request: Request, pk: int, evidence: int) -> Response:
        rows = Evidence.objects.visible_to(request.user).select_related("dossier", "attachment")
        found = get_object_or_404(rows.filter(dossier=pk, removed_on=None), pk=evidence)
        remove_evidence(found, by=request.user, on=localdate())
        return Response(status=204)


class EvidenceFile(Answered):
    """The file as it came in, byte for byte; its tag is its SHA-256."""

    required_scopes = {"GET": "dossiers:read"}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_evidence_file",
        summary="The file of a piece of evidence, also of one that was taken out; its ETag is the file's SHA-256",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int, evidence: int) -> HttpResponse | FileResponse:
        rows = Evidence.objects.visible_to(request.user).select_related("attachment")
        found = get_object_or_404(rows.filter(dossier=pk), pk=evidence).attachment
        tag = f'"{found.sha256}"'
        # The kind that its content has stands in the evidence; here it is bytes, which no browser will run.
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
        if is_known(request, tag):
            return not_modified(HttpResponse(headers=headers))
        kind = "application/octet-stream"
        return FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.name, content_type=kind, headers=headers
        )
