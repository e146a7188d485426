"""Posts of centres and assignments to them over REST; identity numbers are masked."""

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
from centers.acts import STAFF
from centers.acts.staff import prepare_assignment, renew
from centers.choices.staff import PostRole, StaffStatus
from centers.forms.staff import FORM_OF_ACT, AgainForm, PrepareForm
from centers.history import STAFF as KEPT
from centers.models import Center, Post, StaffAssignment
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE

ASKED = OpenApiExample(
    "an English teacher",
    {
        "post": 12,
        "name": "Ayşe Işık",
        "teacher_kind": "english",
        "conditions": ["ministry_post", "years", "service", "field"],
        "basis": "Değerlendirme komisyonunun 12.10.2026 tarihli tutanağı",
        "starts_on": "2026-11-01",
        "ends_on": "2029-10-31",
    },
    request_only=True,
)


class PostSerializer(serializers.ModelSerializer[Post]):
    """`until`: the first day on which the post is no more; `field` null: any field of the centre, or the English post."""

    field = serializers.CharField(source="field.code", allow_null=True, read_only=True)
    role = serializers.ChoiceField(choices=PostRole.choices, read_only=True)

    class Meta:
        model = Post
        fields = ["id", "role", "field", "starts_on", "until"]
        read_only_fields = fields


class StaffSerializer(serializers.ModelSerializer[StaffAssignment]):
    """`until`: the first day on which the person serves no more; `identity_number`: masked; `application` null: no call went before it."""

    status = serializers.ChoiceField(choices=StaffStatus.choices, read_only=True)
    role = serializers.ChoiceField(choices=PostRole.choices, read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    identity_number = serializers.CharField(source="masked_number", read_only=True)
    appointed_field = serializers.CharField(source="appointed_field.code", allow_null=True, read_only=True)

    class Meta:
        model = StaffAssignment
        fields = [
            "id", "center", "school", "post", "role", "name", "identity_number", "teacher_kind", "appointed_field",
            "application", "starts_on", "ends_on", "until", "status", "revision", "renews", "decided_on", "end_reason", "work",
        ]  # fmt: skip
        read_only_fields = fields


class StaffRecord(StaffSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(StaffSerializer.Meta):
        fields = [*StaffSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, assignment: StaffAssignment) -> list[str]:
        return open_acts(STAFF, assignment, self.context)


class StaffFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    role = django_filters.ChoiceFilter(choices=PostRole.choices)
    status = django_filters.ChoiceFilter(choices=StaffStatus.choices)

    class Meta:
        model = StaffAssignment
        fields: list[str] = []


ROWS = StaffAssignment.objects.select_related("center__school", "appointed_field", "post")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(StaffRecord(ROWS.get(pk=pk), context={"request": request}).data)


class PostList(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="list_center_posts",
        summary="The posts of a centre (smm/4/5), those that are no more included",
        responses={200: PostSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        center = get_object_or_404(Center.objects.visible_to(request.user), pk=pk)
        return Response(PostSerializer(center.posts.select_related("field"), many=True).data)


class StaffList(ScopedList):
    """Assignments to centres that the caller sees; proposals are the General Directorate's own."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = StaffSerializer
    filterset_class = StaffFilter

    @extend_schema(
        operation_id="list_center_assignments",
        summary="Assignments of teachers to centres",
        responses={200: StaffSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_center_assignment",
        summary="Prepare the proposal (inha) of a teacher for a post without a call; `conditions` found met, `basis` by what (smm/10/4)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["post", "name", "teacher_kind", "conditions", "basis", "starts_on", "ends_on"],
                "additionalProperties": False,
                "properties": described(PrepareForm),
            }
        },
        responses={201: StaffRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(PrepareForm, request.data)
        made = prepare_assignment(values.pop("post"), by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class StaffDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_assignment",
        summary="One assignment, today or as of a day",
        parameters=[AS_OF],
        responses={200: StaffRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(StaffRecord(record, context=context).data)


class StaffAgain(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="propose_center_assignment_again",
        summary="Propose that somebody whose term ends serve on (smm/10/5)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["ends_on"],
                "additionalProperties": False,
                "properties": described(AgainForm),
            }
        },
        responses={201: StaffRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        made = renew(record, by=request.user, on=localdate(), **checked(AgainForm, request.data))
        return Response(_shape(request, made.pk), status=201)


class ActOnStaff(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = STAFF
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> StaffAssignment:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: StaffAssignment) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_assignment",
        summary="Perform an act on an assignment",
        parameters=[OpenApiParameter("name", {"enum": list(STAFF.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(STAFF, FORM_OF_ACT)},
        responses={200: OpenApiResponse(StaffRecord, "The assignment afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
