"""Quotas of transfers over REST: proposals of schools, what was approved for applications, and the acts."""

from __future__ import annotations

from typing import Any

import django_filters
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
from schools.models import School
from transfers.acts import QUOTA, propose_quota_of
from transfers.choices import QuotaStatus
from transfers.forms.quotas import FORM_OF_ACT, ProposeForm
from transfers.models import Quota
from transfers.rules.quotas import PLACES, RESERVED
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .rounds import READ, REFUSALS, WRITE

BIGGEST_KEY = 2**63 - 1
NO_SCHOOL = "Yetki alanınızda bu kurum kodlu bir okul yok."
ASKED = OpenApiExample(
    "ten places by day and six for girls who board",
    {"round": 3, "school": "112267", "field": "04", "day_places": 10, "girls_places": 6, "boys_places": 0},
    request_only=True,
)

CHANGED = OpenApiExample(
    "other places (`ask_change`)",
    {"day_places": 12, "girls_places": 4, "boys_places": 0, "reason": "Pansiyonun iki odası onarımda."},
    request_only=True,
)


class QuotaSerializer(serializers.ModelSerializer[Quota]):
    """`reserved_…`: places kept for `reserved_for` by a protocol's special provision (okul/8/3)."""

    status = serializers.ChoiceField(choices=QuotaStatus.choices, read_only=True)
    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", read_only=True)
    asked = serializers.DictField(
        child=serializers.JSONField(),
        allow_null=True,
        read_only=True,
        help_text="Places that wait for a decision, by the same names, and the key of the special provision.",
    )
    branch_name = serializers.CharField(source="branch.name", allow_null=True, default=None, read_only=True)

    class Meta:
        model = Quota
        fields = [
            "id", "round", "school", "field", "branch", "branch_name", "grade", "status", "revision", *PLACES, "provision",
            "reserved_for", *RESERVED, "holds_reserved", "decided_on", "remark", "asked",
            "asked_on", "asked_reason",
        ]  # fmt: skip
        read_only_fields = fields


class QuotaRecord(QuotaSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(QuotaSerializer.Meta):
        fields = [*QuotaSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, quota: Quota) -> list[str]:
        return [act.name for act in QUOTA.open_to(self.context["request"].user, quota)]


class QuotaFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="round", min_value=1, max_value=BIGGEST_KEY)
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")
    field = django_filters.CharFilter(field_name="field__code", help_text="Field code.")
    status = django_filters.ChoiceFilter(choices=QuotaStatus.choices)

    class Meta:
        model = Quota
        fields: list[str] = []


ROWS = Quota.objects.select_related("round", "school", "field", "branch")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(QuotaRecord(ROWS.get(pk=pk), context={"request": request}).data)


class QuotaList(ScopedList):
    """Quotas of the schools in the caller's scope, and all that were approved: students come from elsewhere."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = QuotaSerializer
    filterset_class = QuotaFilter

    @extend_schema(
        operation_id="list_transfer_quotas",
        summary="Quotas of transfers to grade 11",
        responses={200: QuotaSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="propose_transfer_quota",
        summary="Propose the places that a school opens at grade 11 in a field",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["round", "school", "field"],
                "additionalProperties": False,
                "properties": {
                    "school": {"type": "string", "pattern": "^[0-9]{6}$", "description": "Institution code."},
                    **described(ProposeForm),
                },
            }
        },
        responses={201: QuotaRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(ProposeForm, request.data, known=frozenset({"school"}))
        code = request.data.get("school")
        school = School.objects.visible_to(request.user).filter(code=code if isinstance(code, str) else None).first()
        if school is None or not code:
            raise Faults([{"path": "school", "message": NO_SCHOOL}])
        made = propose_quota_of(school, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class QuotaDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_quota", summary="One quota", responses={200: QuotaRecord, **problems(404)}
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_shape(request, record.pk))


class ActOnQuota(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = QUOTA
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Quota:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Quota) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_quota",
        summary="Perform an act on a quota of transfers",
        parameters=[OpenApiParameter("name", {"enum": list(QUOTA.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(QUOTA, FORM_OF_ACT)},
        examples=[CHANGED],
        responses={200: OpenApiResponse(QuotaRecord, "The quota afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
