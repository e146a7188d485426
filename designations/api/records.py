"""Dossiers and designations over REST: lists by cursor, records, and the acts on them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.schema import problems
from designations.acts import DESIGNATION, DOSSIER, open_dossier
from designations.forms import FORM_OF_ACT
from designations.models import Designation, Dossier
from designations.rules import TYPES
from designations.rules.reading import Fault, Reader, read_school_code
from workflow.api.acts import ActView
from workflow.api.lists import ScopedList

from .contracts import refuse, school_of
from .serializers import DESIGNATION_DETAIL, DOSSIER_DETAIL, DesignationSerializer, DossierSerializer, dossier_shape

ACT_BODY = {
    "type": "object",
    "description": "What the act asks, by name; `revision` refuses the act when the record changed meanwhile.",
    "properties": {"revision": {"type": ["integer", "null"]}},
}


class DossierList(ScopedList):
    """Dossiers of the caller's scope; POST opens one."""

    required_scopes = {"GET": "dossiers:read", "POST": "dossiers:write"}
    queryset = Dossier.objects.select_related("school")
    serializer_class = DossierSerializer
    filterset_fields = ["status", "type", "school__province"]

    @extend_schema(operation_id="list_dossiers", responses={200: DossierSerializer(many=True), **problems(400, 404)})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_dossier",
        request={
            "application/json": {
                "type": "object",
                "required": ["school", "type"],
                "properties": {
                    "school": {"type": "string", "pattern": "^[0-9]{6}$"},
                    "type": {"enum": list(TYPES)},
                },
            }
        },
        responses={201: OpenApiResponse(DOSSIER_DETAIL, "The dossier."), **problems(400, 409, 415, 422)},
    )
    def post(self, request: Request) -> Response:
        reader = Reader()
        body = request.data if isinstance(request.data, dict) else {}
        code = read_school_code(reader, body.get("school"), "school")
        kind = reader.one_of(body.get("type") or "", "type", TYPES)
        refuse(reader.faults)
        school = school_of(request, str(code))
        if school is None:
            refuse([Fault("school", "Yetki alanınızda bu kurum koduyla bir kurum yok.")])
        dossier = open_dossier(school, by=request.user, on=localdate(), type=kind)
        return Response(dossier_shape(dossier), status=201)


class DossierDetail(APIView):
    required_scopes = {"GET": "dossiers:read"}

    @extend_schema(
        operation_id="read_dossier",
        responses={200: OpenApiResponse(DOSSIER_DETAIL, "The dossier."), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(dossier_shape(_dossier(request, pk)))


def _dossier(request: Request, pk: int) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user).select_related("school", "policy"), pk=pk)


class ActOnDossier(ActView):
    required_scopes = {"POST": "dossiers:write"}
    lifecycle = DOSSIER
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Dossier:
        return _dossier(request, pk)

    def shape(self, record: Dossier) -> dict[str, Any]:
        return dossier_shape(record)

    @extend_schema(
        operation_id="act_on_dossier",
        parameters=[OpenApiParameter("name", {"enum": list(DOSSIER.acts)}, OpenApiParameter.PATH)],
        request={"application/json": ACT_BODY},
        responses={
            200: OpenApiResponse(DOSSIER_DETAIL, "The dossier afterwards."),
            **problems(400, 404, 409, 415, 422),
        },
    )
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class DesignationList(ScopedList):
    required_scopes = {"GET": "designations:read"}
    queryset = Designation.objects.select_related("school")
    serializer_class = DesignationSerializer
    filterset_fields = ["status", "type", "school__province"]

    @extend_schema(
        operation_id="list_designations", responses={200: DesignationSerializer(many=True), **problems(400, 404)}
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DesignationDetail(APIView):
    required_scopes = {"GET": "designations:read"}

    @extend_schema(
        operation_id="read_designation",
        responses={200: OpenApiResponse(DESIGNATION_DETAIL, "The designation."), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(DesignationSerializer(_designation(request, pk)).data)


def _designation(request: Request, pk: int) -> Designation:
    return get_object_or_404(Designation.objects.visible_to(request.user).select_related("school"), pk=pk)


class ActOnDesignation(ActView):
    required_scopes = {"POST": "designations:write"}
    lifecycle = DESIGNATION
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Designation:
        return _designation(request, pk)

    def shape(self, record: Designation) -> dict[str, Any]:
        return DesignationSerializer(record).data

    @extend_schema(
        operation_id="act_on_designation",
        parameters=[OpenApiParameter("name", {"enum": list(DESIGNATION.acts)}, OpenApiParameter.PATH)],
        request={"application/json": ACT_BODY},
        responses={
            200: OpenApiResponse(DESIGNATION_DETAIL, "The designation afterwards."),
            **problems(400, 404, 409, 415, 422),
        },
    )
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
