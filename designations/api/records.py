"""Dossiers and designations over REST: lists by cursor, records, and the acts on them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import DESIGNATION, DOSSIER, open_dossier
from designations.forms import FORM_OF_ACT
from designations.history import DESIGNATION as DESIGNATION_KEPT, DOSSIER as DOSSIER_KEPT
from designations.models import Designation, Dossier
from designations.rules import TYPES
from legislation.reading import Fault, Reader, read_school_code
from workflow.api.acts import ActView, act_body
from workflow.api.history import AS_OF, ON, days_of, known_on
from workflow.api.problems import Faults

from .contracts import refuse, school_of
from .serializers import DesignationRecord, DesignationSerializer, DossierRecord, DossierSerializer


class DossierList(ScopedList):
    """Dossiers of the caller's scope; POST opens one."""

    required_scopes = {"GET": "dossiers:read", "POST": "dossiers:write"}
    queryset = Dossier.objects.select_related("school")
    serializer_class = DossierSerializer
    filterset_fields = ["status", "type", "school__province", "school__code"]

    @extend_schema(
        operation_id="list_dossiers",
        summary="Dossiers in the caller's scope",
        responses={200: DossierSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_dossier",
        summary="Open a dossier that asks for one designation of a school",
        parameters=[IDEMPOTENCY_KEY],
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
        responses={201: OpenApiResponse(DossierRecord, "The dossier."), **problems(400, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        if not isinstance(request.data, dict):
            raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
        reader = Reader()
        code = read_school_code(reader, request.data.get("school"), "school")
        kind = reader.one_of(request.data.get("type") or "", "type", TYPES)
        school = school_of(request, code) if code else None
        if code and school is None:
            reader.faults.append(Fault("school", "Yetki alanınızda bu kurum koduyla bir kurum yok."))
        refuse(reader.faults)
        dossier = open_dossier(school, by=request.user, on=localdate(), type=kind)
        return Response(DossierRecord(dossier, context={"request": request}).data, status=201)


class DossierDetail(Tagged):
    required_scopes = {"GET": "dossiers:read"}

    @extend_schema(
        operation_id="read_dossier",
        summary="A dossier with its sections, evidence, findings, and the acts open to the caller",
        parameters=[AS_OF],
        responses={200: OpenApiResponse(DossierRecord, "The dossier."), **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        known, _ = days_of(request)
        dossier = dossier_of(request, pk)
        past = known_on(DOSSIER_KEPT, dossier, known) if known else None
        record = past.record if past else dossier
        return Response(DossierRecord(record, context={"request": request, "past": past}).data)


def dossier_of(request: Request, pk: int) -> Dossier:
    """The dossier, when it lies in the caller's scope; else there is none."""
    return get_object_or_404(Dossier.objects.visible_to(request.user).select_related("school", "policy"), pk=pk)


class ActOnDossier(ActView):
    required_scopes = {"POST": "dossiers:write"}
    lifecycle = DOSSIER
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Dossier:
        return dossier_of(request, pk)

    def shape(self, request: Request, record: Dossier) -> dict[str, Any]:
        return dict(DossierRecord(record, context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_dossier",
        summary="Perform an act on a dossier",
        parameters=[OpenApiParameter("name", {"enum": list(DOSSIER.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(DOSSIER, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(DossierRecord, "The dossier afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class DesignationList(ScopedList):
    required_scopes = {"GET": "designations:read"}
    queryset = Designation.objects.select_related("school")
    serializer_class = DesignationSerializer
    filterset_fields = ["status", "type", "school__province", "school__code"]

    @extend_schema(
        operation_id="list_designations",
        summary="Designations in the caller's scope",
        responses={200: DesignationSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DesignationDetail(Tagged):
    required_scopes = {"GET": "designations:read"}

    @extend_schema(
        operation_id="read_designation",
        summary="A designation, and the acts open to the caller",
        parameters=[AS_OF, ON],
        responses={200: OpenApiResponse(DesignationRecord, "The designation."), **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        known, on = days_of(request)
        designation = _designation(request, pk)
        past = known_on(DESIGNATION_KEPT, designation, known) if known else None
        record = past.record if past else designation
        return Response(DesignationRecord(record, context={"request": request, "past": past, "on": on}).data)


def _designation(request: Request, pk: int) -> Designation:
    return get_object_or_404(Designation.objects.visible_to(request.user).select_related("school"), pk=pk)


class ActOnDesignation(ActView):
    required_scopes = {"POST": "designations:write"}
    lifecycle = DESIGNATION
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Designation:
        return _designation(request, pk)

    def shape(self, request: Request, record: Designation) -> dict[str, Any]:
        return dict(DesignationRecord(record, context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_designation",
        summary="Perform an act on a designation",
        parameters=[
            OpenApiParameter("name", {"enum": list(DESIGNATION.acts)}, OpenApiParameter.PATH),
            IDEMPOTENCY_KEY,
        ],
        request={"application/json": act_body(DESIGNATION, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(DesignationRecord, "The designation afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
