"""Special provisions of a protocol over REST (okul/8/3)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import remove_provision, save_provision
from protocols.choices import ProvisionEffect, ProvisionSubject
from protocols.forms.provisions import GRADES
from protocols.models import Protocol, SpecialProvision
from schools.models import Field
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from . import examples
from .shapes import ProtocolRecord
from .text import find
from .views import record_of


class ProvisionRow(forms.Form):
    clause = forms.CharField(max_length=20)
    subject = forms.ChoiceField(choices=ProvisionSubject.choices)
    effect = forms.ChoiceField(choices=ProvisionEffect.choices)
    whom = forms.CharField(max_length=100, required=False)
    seats = forms.IntegerField(min_value=1, max_value=9999, required=False)
    school = forms.CharField(
        label="Institution code; left out: every school of the protocol.", max_length=6, required=False
    )
    field = forms.ModelChoiceField(
        Field.objects.all(), to_field_name="code", required=False, label="Field code; left out: all fields."
    )
    grades = forms.RegexField(GRADES, label="As 11,12; left out: all grades.", max_length=20, required=False)
    text = forms.CharField()


AFTERWARDS = OpenApiResponse(ProtocolRecord, "The protocol afterwards.")
BODY = {
    "type": "object",
    "required": ["clause", "subject", "effect", "text"],
    "additionalProperties": False,
    "properties": described(ProvisionRow),
}


def _values(request: Request, protocol: Protocol) -> dict[str, Any]:
    values: dict[str, Any] = checked(ProvisionRow, request.data)
    code = values["school"]
    values["school"] = protocol.schools.filter(code=code).first() if code else None
    if code and values["school"] is None:
        raise Faults([{"path": "school", "message": "Protokol bu okulu saymıyor."}])
    return values


class Provisions(APIView):
    """What the clauses of a protocol provide on registration and transfer."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="add_special_provision",
        summary="Write what a clause provides on registration or transfer (okul/8/3)",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": BODY},
        responses={201: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("add_special_provision"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        save_provision(protocol, None, by=request.user, on=localdate(), **_values(request, protocol))
        return Response(record_of(request, pk), status=201)


class OneProvision(APIView):
    required_scopes = {"PUT": "protocols:write", "DELETE": "protocols:write"}

    @extend_schema(
        operation_id="write_special_provision",
        summary="Write a special provision anew",
        request={"application/json": BODY},
        responses={200: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("write_special_provision"),
    )
    def put(self, request: Request, pk: int, key: int) -> Response:
        protocol = find(request, pk)
        row = get_object_or_404(SpecialProvision, protocol=protocol, pk=key)
        save_provision(protocol, row, by=request.user, on=localdate(), **_values(request, protocol))
        return Response(record_of(request, pk))

    @extend_schema(
        operation_id="remove_special_provision",
        summary="Take a special provision out",
        responses={200: AFTERWARDS, **problems(404, 409)},
    )
    def delete(self, request: Request, pk: int, key: int) -> Response:
        protocol = find(request, pk)
        row = get_object_or_404(SpecialProvision, protocol=protocol, pk=key)
        remove_provision(protocol, row, by=request.user, on=localdate())
        return Response(record_of(request, pk))
