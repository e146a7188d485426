"""Requests to open a received plan again, over REST: the list, one request, the acts, the notes (smm/5/3)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
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
from centers.acts import REOPENING, ask_reopening
from centers.choices import ChainStatus
from centers.forms.plans import FORM_OF_REOPENING, ReopeningForm
from centers.history import REOPENING as KEPT
from centers.models import PlanReopening, YearlyPlan
from centers.models.plans import FIRST_YEAR
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view
from .plans import MOST_KEY

ASKED = OpenApiExample(
    "a plan that must be changed", {"plan": 12, "reason": "Firma eğitimi gelecek yıla erteledi."}, request_only=True
)


class ReopeningSerializer(serializers.ModelSerializer[PlanReopening]):
    """`plan`: key of the plan; received, the plan is with the centre again."""

    status = serializers.ChoiceField(choices=ChainStatus.choices, read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    year = serializers.IntegerField(source="plan.year", read_only=True)

    class Meta:
        model = PlanReopening
        fields = [
            "id", "center", "school", "plan", "year", "status", "revision", "state_since", "handed_in_on", "reason",
        ]  # fmt: skip
        read_only_fields = fields


class ReopeningRecord(ReopeningSerializer, WithChain):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ReopeningSerializer.Meta):
        fields = [*ReopeningSerializer.Meta.fields, "steps", "notes", "acts"]
        read_only_fields = fields

    def get_acts(self, record: PlanReopening) -> list[str]:
        return open_acts(REOPENING, record, self.context)


class ReopeningFilter(django_filters.FilterSet):
    plan = WholeNumberFilter(min_value=1, max_value=MOST_KEY)
    center = WholeNumberFilter(min_value=1, max_value=MOST_KEY)
    year = WholeNumberFilter(field_name="plan__year", min_value=FIRST_YEAR, max_value=2100, help_text="Of the plan.")
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    status = django_filters.ChoiceFilter(choices=ChainStatus.choices)
    waiting = TrueOrFalseFilter(method="mine", help_text="true: the next step is the caller's.")

    def mine(self, rows: QuerySet[PlanReopening], name: str, value: bool) -> QuerySet[PlanReopening]:
        if not value or self.request is None:
            return rows
        waits = PlanReopening.objects.under_way().waiting_for(self.request.user, localdate())
        return rows.filter(pk__in=waits.order_by().values("pk"))

    class Meta:
        model = PlanReopening
        fields: list[str] = []


ROWS = PlanReopening.objects.select_related("center__school", "plan__center", "author")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(ReopeningRecord(ROWS.get(pk=pk), context={"request": request}).data)


def _plan_of(request: Request) -> tuple[YearlyPlan, dict[str, Any]]:
    """The plan that the body names, which the caller sees, and the rest of the body."""
    rest = dict(request.data) if isinstance(request.data, dict) else {}
    key = rest.pop("plan", None)
    if isinstance(key, bool) or not isinstance(key, int) or not 0 < key <= MOST_KEY:
        raise serializers.ValidationError({"plan": "Planın anahtarını tam sayı olarak yazın."})
    rows = YearlyPlan.objects.visible_to(request.user).select_related("center__school")
    return get_object_or_404(rows, pk=key), rest


class ReopeningList(ScopedList):
    """Requests of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = ReopeningSerializer
    filterset_class = ReopeningFilter

    @extend_schema(
        operation_id="list_plan_reopenings",
        summary="Requests of centres to open a received plan again",
        responses={200: ReopeningSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="ask_plan_reopening",
        summary="Ask for a received plan to be opened again; the request travels the chain (administrative, smm/5/3)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["plan", "reason"],
                "additionalProperties": False,
                "properties": {
                    "plan": {"type": "integer", "description": "Key of the plan."},
                    **described(ReopeningForm),
                },
            }
        },
        responses={201: ReopeningRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        plan, rest = _plan_of(request)
        made = ask_reopening(plan, by=request.user, on=localdate(), **checked(ReopeningForm, rest))
        return Response(_shape(request, made.pk), status=201)


class ReopeningDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_plan_reopening",
        summary="One request, today or as of a day; the steps and notes are today's",
        parameters=[AS_OF],
        responses={200: ReopeningRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(ReopeningRecord(record, context=context).data)


class ActOnReopening(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = REOPENING
    forms_of_acts = FORM_OF_REOPENING

    def find(self, request: Request, pk: int) -> PlanReopening:
        found: PlanReopening = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return found

    def shape(self, request: Request, record: PlanReopening) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_plan_reopening",
        summary="Perform an act on a request: written, sent, passed on, returned, received, given up",
        parameters=[OpenApiParameter("name", {"enum": list(REOPENING.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(REOPENING, FORM_OF_REOPENING)},
        responses={200: OpenApiResponse(ReopeningRecord, "The request afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


ReopeningNote = note_view("answer_note_of_plan_reopening", "request", ROWS, _shape, ReopeningRecord)
