"""The register over REST, to read: institutions of the caller's scope, fields, provinces with their districts."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import Province
from schools.history import SCHOOL
from schools.models import Field, School
from workflow.api.history import AS_OF, ON, days_of, known_on

from .filters import FieldFilter, SchoolFilter
from .shapes import ROW_VALUES, FieldSerializer, ProvinceSerializer, SchoolRecord, SchoolRow

PLACES = ("province", "district", "education_region", "registration_area")
FACTS = (
    "names",
    "fields__field",
    "enrolments__field",
    "spaces__fields",
    "dormitories",
    "boarding_needs",
    "sites__suited_fields",
    "declarations",
    "successions_in__predecessor",
    "successions_out__successor",
)


class SchoolList(ScopedList):
    """Institutions of the caller's scope, by cursor."""

    required_scopes = {"GET": "schools:read"}
    queryset = School.objects.values(*ROW_VALUES)
    depends_on_scope_alone = True
    serializer_class = SchoolRow
    filterset_class = SchoolFilter

    @extend_schema(
        operation_id="list_schools",
        summary="Institutions of the register in the caller's scope",
        responses={200: SchoolRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SchoolDetail(Tagged):
    """One institution with its facts."""

    required_scopes = {"GET": "schools:read"}

    @extend_schema(
        operation_id="read_school",
        summary="An institution with what it teaches, holds and needs; null is not known",
        parameters=[
            OpenApiParameter("code", {"type": "string", "pattern": "^[0-9]{6}$"}, OpenApiParameter.PATH),
            AS_OF,
            ON,
        ],
        responses={200: SchoolRecord, **problems(400, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        known, on = days_of(request)
        if not re.fullmatch(r"[0-9]{6}", code):
            raise Http404
        rows = School.objects.visible_to(request.user).filter(code=code)
        if known is None:
            rows = rows.select_related(*PLACES).prefetch_related(*FACTS)
        school = rows.first()
        if school is None:
            raise Http404
        if known is not None:
            before = known_on(SCHOOL, school, known)
            school = before.record
            school.updated_at = before.at
        return Response(SchoolRecord(school, context={"on": on}).data)


class FieldList(Tagged, ListAPIView):  # type: ignore[type-arg]
    """Fields with branches and sectors; the same for everybody."""

    required_scopes = {"GET": "schools:read"}
    queryset = Field.objects.prefetch_related("branches", "sectors").order_by("code")
    serializer_class = FieldSerializer
    filterset_class = FieldFilter
    pagination_class = None

    @extend_schema(
        operation_id="list_fields",
        summary="Vocational fields with branches and the sectors that they serve",
        responses={200: FieldSerializer(many=True), **problems(400)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ProvinceList(Tagged, ListAPIView):  # type: ignore[type-arg]
    """The 81 provinces with their districts; the same for everybody."""

    required_scopes = {"GET": "schools:read"}
    queryset = Province.objects.prefetch_related("districts").order_by("code")
    serializer_class = ProvinceSerializer
    pagination_class = None

    @extend_schema(
        operation_id="list_provinces",
        summary="Provinces with their districts",
        responses={200: ProvinceSerializer(many=True), **problems()},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
