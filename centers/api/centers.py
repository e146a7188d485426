"""Centres over REST: the list, one centre as of any day, a proposal, and the acts."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import CENTER, propose
from centers.choices import CenterStatus
from centers.forms.centers import FORM_OF_ACT, ProposeForm
from centers.history import CENTER as KEPT
from centers.models import Center, CenterField
from schools.models import Field
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

READ, WRITE = "centers:read", "centers:write"
REFUSALS = problems(400, 404, 409, 413, 415, 422)
ASKED = OpenApiExample(
    "a centre for welding",
    {
        "school": "112267",
        "name": "Ostim Kaynak Teknolojisi Sektörel Mükemmeliyet Merkezi",
        "fields": ["04"],
        "reason": "İlin metal sektöründeki öğretmenlerin mesleki gelişim ihtiyacı.",
        "is_compulsory_service_place": False,
    },
    request_only=True,
)


class CenterFieldSerializer(serializers.ModelSerializer[CenterField]):
    """`until`: the first day on which the centre does not work in the field any more."""

    field = serializers.CharField(source="field.code", read_only=True)
    name = serializers.CharField(source="field.name", read_only=True)

    class Meta:
        model = CenterField
        fields = ["field", "name", "starts_on", "until"]
        read_only_fields = fields


class CenterSerializer(serializers.ModelSerializer[Center]):
    """`closed_on`: the first day on which it is closed; `is_compulsory_service_place` null: not known."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    province = serializers.IntegerField(source="school.province_id", read_only=True)
    status = serializers.ChoiceField(choices=CenterStatus.choices, read_only=True)
    fields = CenterFieldSerializer(many=True, read_only=True)  # type: ignore[assignment]

    class Meta:
        model = Center
        fields = [
            "id", "school", "province", "name", "status", "revision", "fields", "is_compulsory_service_place", "basis",
            "phone", "website", "founded_on", "closed_on",
        ]  # fmt: skip
        read_only_fields = fields


class CenterRecord(CenterSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterSerializer.Meta):
        fields = [*CenterSerializer.Meta.fields, "reason", "closing_reason", "acts"]
        read_only_fields = fields

    def get_acts(self, center: Center) -> list[str]:
        return open_acts(CENTER, center, self.context)


class CenterFilter(django_filters.FilterSet):
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    school = django_filters.CharFilter(field_name="school__code", max_length=6, help_text="Institution code.")
    field = django_filters.CharFilter(method="in_field", max_length=10, help_text="Code of a field it works in today.")
    status = django_filters.ChoiceFilter(choices=CenterStatus.choices)

    class Meta:
        model = Center
        fields: list[str] = []

    def in_field(self, rows: QuerySet[Center], name: str, value: str) -> QuerySet[Center]:
        field = Field.objects.filter(code=value).first()
        if field is None:
            return rows.none()
        return rows.filter(pk__in=Center.objects.working_in(field, localdate()).order_by().values("pk"))


ROWS = Center.objects.select_related("school").prefetch_related(
    Prefetch("fields", queryset=CenterField.objects.select_related("field"))
)


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(CenterRecord(ROWS.get(pk=pk), context={"request": request}).data)


class CenterList(ScopedList):
    """Centres of the schools in the caller's scope; proposals are the General Directorate's own."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CenterSerializer
    filterset_class = CenterFilter

    @extend_schema(
        operation_id="list_centers",
        summary="Sectoral centres of excellence",
        responses={200: CenterSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="propose_center",
        summary="Propose that a centre be founded in an institution (smm/4/1)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["school", "name", "fields", "reason"],
                "additionalProperties": False,
                "properties": described(ProposeForm),
            }
        },
        responses={201: CenterRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(ProposeForm, request.data)
        made = propose(values.pop("school"), by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class CenterDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center",
        summary="One centre, today or as of a day",
        parameters=[AS_OF],
        responses={200: CenterRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(CenterRecord(record, context=context).data)


class ActOnCenter(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = CENTER
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Center:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Center) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center",
        summary="Perform an act on a centre",
        parameters=[OpenApiParameter("name", {"enum": list(CENTER.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(CENTER, FORM_OF_ACT)},
        responses={200: OpenApiResponse(CenterRecord, "The centre afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
