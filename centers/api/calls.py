"""Calls for coordinators over REST: the list, one as of a day, a new one, the acts (smm/10/1 to 10/3)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import CALL, prepare_call
from centers.choices.selection import CallStatus, MemberTitle, Seat
from centers.choices.staff import PostRole
from centers.forms.calls import FORM_OF_CALL, CallForm
from centers.history import CALL as KEPT
from centers.models import CalledPost, EvaluationMember, SelectionCall, SelectionCriterion
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked

from .centers import READ, REFUSALS, WRITE
from .opening import CENTER, center_of, opening_body

ASKED = OpenApiExample(
    "a call for two posts",
    {
        "center": 3,
        "title": "Koordinatör seçimi, 2027",
        "posts": [12, 14],
        "applications_from": "2027-01-04",
        "applications_until": "2027-01-22",
        "evaluation_until": "2027-02-12",
        "results_on": "2027-02-19",
        "is_compulsory_service_place": False,
        "instructions": "Başvurular sistem üzerinden yapılır; hizmet belgeleri eklenir.",
    },
    request_only=True,
)


class CenterCalledPostSerializer(serializers.ModelSerializer[CalledPost]):
    """`fallback_open` null: not examined yet; true: nobody is of a related field, and smm/6/2 or smm/7/2 lets others in."""

    role = serializers.ChoiceField(choices=PostRole.choices, read_only=True)
    field = serializers.CharField(source="field.code", allow_null=True, read_only=True)

    class Meta:
        model = CalledPost
        fields = ["id", "role", "field", "places", "fallback_open"]
        read_only_fields = fields


class CenterCriterionSerializer(serializers.ModelSerializer[SelectionCriterion]):
    """`weight`: of a hundred; `maximum`: the most points that a member may give."""

    class Meta:
        model = SelectionCriterion
        fields = ["number", "name", "weight", "maximum"]
        read_only_fields = fields


class CenterMemberSerializer(serializers.ModelSerializer[EvaluationMember]):
    seat = serializers.ChoiceField(choices=Seat.choices, read_only=True)
    title = serializers.ChoiceField(choices=MemberTitle.choices, read_only=True)

    class Meta:
        model = EvaluationMember
        fields = ["seat", "name", "title"]
        read_only_fields = fields


class CenterCallSerializer(serializers.ModelSerializer[SelectionCall]):
    """Days of applications are both included; `told_on` null: applicants do not see their results yet."""

    status = serializers.ChoiceField(choices=CallStatus.choices, read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)

    class Meta:
        model = SelectionCall
        fields = [
            "id", "center", "school", "title", "status", "revision", "applications_from", "applications_until",
            "evaluation_until", "results_on", "is_compulsory_service_place", "instructions", "announced_on", "examined_on",
            "evaluated_on", "sent_on", "told_on", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields


class CenterCallRecord(CenterCallSerializer):
    posts = serializers.SerializerMethodField()
    criteria = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField(
        help_text="The commission; it cannot sit unless its four seats are held."
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterCallSerializer.Meta):
        fields = [*CenterCallSerializer.Meta.fields, "posts", "criteria", "members", "acts"]
        read_only_fields = fields

    @extend_schema_field(CenterCalledPostSerializer(many=True))
    def get_posts(self, call: SelectionCall) -> list[dict[str, Any]]:
        return [dict(CenterCalledPostSerializer(row).data) for row in call.posts.select_related("field")]

    @extend_schema_field(CenterCriterionSerializer(many=True))
    def get_criteria(self, call: SelectionCall) -> list[dict[str, Any]]:
        return [dict(CenterCriterionSerializer(row).data) for row in call.criteria.all()]

    @extend_schema_field(CenterMemberSerializer(many=True))
    def get_members(self, call: SelectionCall) -> list[dict[str, Any]]:
        return [dict(CenterMemberSerializer(row).data) for row in call.members.all()]

    def get_acts(self, call: SelectionCall) -> list[str]:
        return open_acts(CALL, call, self.context)


class CallFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    status = django_filters.ChoiceFilter(choices=CallStatus.choices)
    open = TrueOrFalseFilter(method="takes", help_text="true: taking applications today.")

    class Meta:
        model = SelectionCall
        fields: list[str] = []

    def takes(self, rows: QuerySet[SelectionCall], name: str, value: bool) -> QuerySet[SelectionCall]:
        open_ones = SelectionCall.objects.open_on(localdate()).order_by().values("pk")
        return rows.filter(pk__in=open_ones) if value else rows


ROWS = SelectionCall.objects.select_related("center__school")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(CenterCallRecord(ROWS.get(pk=pk), context={"request": request}).data)


class CallList(ScopedList):
    """Calls of the centres that the caller sees; drafts are the General Directorate's own."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CenterCallSerializer
    filterset_class = CallFilter

    @extend_schema(
        operation_id="list_center_calls",
        summary="Calls for the coordinators of centres",
        responses={200: CenterCallSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_center_call",
        summary="Prepare a call for posts of a centre, as a draft (smm/10/1)",
        parameters=[IDEMPOTENCY_KEY],
        request=opening_body(
            CallForm,
            "title",
            "posts",
            "applications_from",
            "applications_until",
            "evaluation_until",
            "results_on",
            "instructions",
        ),
        responses={201: CenterCallRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center = center_of(request)
        values = checked(CallForm, request.data, known=CENTER, center=center)
        made = prepare_call(center, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class CallDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_call",
        summary="One call, today or as of a day",
        parameters=[AS_OF],
        responses={200: CenterCallRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(CenterCallRecord(record, context=context).data)


class ActOnCall(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = CALL
    forms_of_acts = FORM_OF_CALL

    def find(self, request: Request, pk: int) -> SelectionCall:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: SelectionCall) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_call",
        summary="Perform an act on a call: criteria, announcement, commission, evaluation, report to the Ministry",
        parameters=[OpenApiParameter("name", {"enum": list(CALL.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(CALL, FORM_OF_CALL)},
        responses={200: OpenApiResponse(CenterCallRecord, "The call afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
