"""Objections over REST: entered by the student's school or directorate, decided by the province's commission in a sitting."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from transfers.acts import OBJECTION, submit_objection_of
from transfers.choices import ObjectionStatus
from transfers.forms.objections import FORM_OF_ACT, ObjectForm
from transfers.models import Application, Objection
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .applications import FIGURE
from .quotas import BIGGEST_KEY
from .rounds import READ, REFUSALS, WRITE

ROWS = Objection.objects.select_related("application__school", "application__round__criteria")
ASKED = OpenApiExample(
    "a wrong figure",
    {"application": 120, "text": "10. sınıf yıl sonu başarı puanı 80,50 yerine 90,50 olmalıdır."},
    request_only=True,
)


class ObjectionSerializer(serializers.ModelSerializer[Objection]):
    """`corrected`: the figures that an acceptance put right, `{key: [before, after]}`."""

    status = serializers.ChoiceField(choices=ObjectionStatus.choices, read_only=True)
    corrected = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), read_only=True)

    class Meta:
        model = Objection
        fields = ["id", "application", "status", "revision", "text", "submitted_on", "sitting", "reason", "corrected"]
        read_only_fields = fields


class ObjectionRecord(ObjectionSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ObjectionSerializer.Meta):
        fields = [*ObjectionSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_acts(self, record: Objection) -> list[str]:
        return [act.name for act in OBJECTION.open_to(self.context["request"].user, record)]


class ObjectionFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="application__round", min_value=1, max_value=BIGGEST_KEY)
    application = WholeNumberFilter(field_name="application", min_value=1, max_value=BIGGEST_KEY)
    status = django_filters.ChoiceFilter(choices=ObjectionStatus.choices)

    class Meta:
        model = Objection
        fields: list[str] = []


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(ObjectionRecord(ROWS.get(pk=pk), context={"request": request}).data)


class ObjectionList(ScopedList):
    """Objections of students of the schools in the caller's scope."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = ObjectionSerializer
    filterset_class = ObjectionFilter

    @extend_schema(
        operation_id="list_transfer_objections",
        summary="Objections to results of transfers",
        responses={200: ObjectionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="submit_transfer_objection",
        summary="Enter a student's objection to the result",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["application", "text"],
                "additionalProperties": False,
                "properties": {
                    "application": {"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
                    **described(ObjectForm),
                },
            }
        },
        responses={201: ObjectionRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        body = request.data if isinstance(request.data, dict) else {}
        key = body.get("application")
        is_key = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= BIGGEST_KEY
        rows = Application.objects.visible_to(request.user).select_related("school")
        application = rows.filter(pk=key).first() if is_key else None
        if application is None:
            raise Faults([{"path": "application", "message": "Yetki alanınızda böyle bir başvuru yok."}])
        values = checked(ObjectForm, request.data, known=frozenset({"application"}))
        made = submit_objection_of(application, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class ObjectionDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_objection",
        summary="One objection with its decision",
        responses={200: ObjectionRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_shape(request, record.pk))


class ActOnObjection(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = OBJECTION
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Objection:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Objection) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_objection",
        summary="Accept an objection with the figures put right, reject it, or take it back",
        parameters=[OpenApiParameter("name", {"enum": list(OBJECTION.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={
            "application/json": {
                **act_body(OBJECTION, FORM_OF_ACT),
                "patternProperties": {"^value_[a-z][a-z0-9_]*$": FIGURE},
            }
        },
        responses={200: OpenApiResponse(ObjectionRecord, "The objection afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
