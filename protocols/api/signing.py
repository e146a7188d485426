"""Signatures under agreed texts, and the signed copies, over REST: of protocols and of amendments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from documents.intake import FileRefused
from documents.models import Attachment
from protocols.acts import keep_signed_copy, record_signature
from protocols.forms.fields import day
from protocols.models import Amendment, Protocol, Stakeholder
from workflow.api.inputs import checked, described, strange_keys
from workflow.api.problems import Faults

from . import examples
from .amendments import AmendmentRecord, find_amendment, shape_of
from .shapes import ProtocolRecord
from .text import find
from .views import record_of


class SignatureRow(forms.Form):
    stakeholder = forms.ModelChoiceField(
        Stakeholder.objects.all(), required=False, label="The party; null: the General Directorate."
    )
    name = forms.CharField(max_length=120)
    title = forms.CharField(max_length=120, required=False)
    signed_on = day("Day of the signature.")


class KeptFileSerializer(serializers.ModelSerializer[Attachment]):
    """A file that was kept as it came; `sha256` is its digest."""

    class Meta:
        model = Attachment
        fields = ["id", "name", "media_type", "size", "sha256"]
        read_only_fields = fields


SIGNATURE = {
    "type": "object",
    "required": ["name", "signed_on"],
    "additionalProperties": False,
    "properties": described(SignatureRow),
}
FILE = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
}


class FileForm(forms.Form):
    file = forms.FileField()


def file_of(request: Request) -> Any:
    """The one file of a multipart body; :class:`Faults` where it brings something else or nothing."""
    form = FileForm(request.data, request.FILES)
    faults = strange_keys(request.data, form.fields)
    if not form.is_valid():
        faults += [{"path": "file", "message": str(message)} for message in form.errors["file"]]
    if faults:
        raise Faults(faults)
    return form.cleaned_data["file"]


def kept(keep: Any, record: Any, request: Request) -> Response:
    """The answer to a file brought to a record by ``keep``; one that is refused is told at its path."""
    file = file_of(request)
    try:
        attachment = keep(record, by=request.user, on=localdate(), file=file)
    except FileRefused as refused:
        raise Faults([{"path": "file", "message": str(refused)}]) from refused
    return Response(KeptFileSerializer(attachment).data, status=201)


def _sign(request: Request, record: Protocol | Amendment) -> None:
    record_signature(record, by=request.user, on=localdate(), **checked(SignatureRow, request.data))


class Signatures(APIView):
    """Who signed the agreed text for which party."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="record_protocol_signature",
        summary="Record that a party signed the agreed text",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": SIGNATURE},
        responses={
            201: OpenApiResponse(ProtocolRecord, "The protocol afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("record_protocol_signature"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        _sign(request, find(request, pk))
        return Response(record_of(request, pk), status=201)


class SignaturesOfAmendment(APIView):
    """Who signed an agreed amendment for which party: those that were party before it, and those that it adds."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="record_amendment_signature",
        summary="Record that a party signed the agreed amendment",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": SIGNATURE},
        responses={
            201: OpenApiResponse(AmendmentRecord, "The amendment afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("record_amendment_signature"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        _sign(request, find_amendment(request, pk))
        return Response(shape_of(request, pk), status=201)


class SignedCopy(APIView):
    """The scan, or the file that was signed electronically; it is brought once and replaced by none."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="bring_signed_protocol",
        summary="Bring the signed text of a protocol (PDF, PNG, JPEG or CMS; 20 MB); its SHA-256 is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: KeptFileSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("bring_signed_protocol"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return kept(keep_signed_copy, find(request, pk), request)


class SignedAmendment(APIView):
    """The same of an amendment."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="bring_signed_amendment",
        summary="Bring the signed text of an amendment (PDF, PNG, JPEG or CMS; 20 MB); its SHA-256 is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: KeptFileSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("bring_signed_amendment"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return kept(keep_signed_copy, find_amendment(request, pk), request)
