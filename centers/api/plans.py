"""Yearly plans of centres over REST: the list, one plan with all that is in it, the acts, the notes (smm/5/4)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch
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
from centers.acts import PLAN, prepare_plan
from centers.choices import ActivityPeriod, ChainStatus, Direction, IndicatorKind
from centers.forms.plans import FORM_OF_PLAN, OpenPlanForm
from centers.history import PLAN as KEPT
from centers.models import (
    Center,
    IndicatorValue,
    PlanActivity,
    PlanAim,
    PlanIndicator,
    PlanTarget,
    YearlyPlan,
)
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view

CENTER_KEY = {"center": {"type": "integer", "description": "Key of the centre."}}
MOST_KEY = 2**31 - 1
ASKED = OpenApiExample(
    "the plan of a year, taken over from the last one",
    {"center": 3, "year": 2027, "clone_last": True},
    request_only=True,
)


class ValueSerializer(serializers.ModelSerializer[IndicatorValue]):
    """`measured_on`: the day up to which the value was reckoned."""

    class Meta:
        model = IndicatorValue
        fields = ["value", "measured_on", "evidence"]
        read_only_fields = fields


class PlanIndicatorSerializer(serializers.ModelSerializer[PlanIndicator]):
    """`of_guide`: the code of the guide's indicator; `share`: how far the value came from the baseline to the target, 0 to 100."""

    kind = serializers.ChoiceField(choices=IndicatorKind.choices, read_only=True)
    direction = serializers.ChoiceField(choices=Direction.choices, read_only=True)
    of_guide = serializers.CharField(source="of_guide.code", default=None, allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", default=None, allow_null=True, read_only=True)
    share = serializers.DecimalField(max_digits=6, decimal_places=2, allow_null=True, read_only=True)
    values = ValueSerializer(many=True, read_only=True)

    class Meta:
        model = PlanIndicator
        fields = [
            "id", "of_guide", "name", "kind", "unit", "direction", "field", "baseline", "target_value", "realised",
            "realised_on", "share", "values",
        ]  # fmt: skip
        read_only_fields = fields


class PlanActivitySerializer(serializers.ModelSerializer[PlanActivity]):
    """`method`: how the target is to be reached; `done_on` null: it goes on."""

    period = serializers.ChoiceField(choices=ActivityPeriod.choices, read_only=True)

    class Meta:
        model = PlanActivity
        fields = ["id", "title", "method", "responsible", "first_day", "last_day", "period", "outcome", "done_on"]
        read_only_fields = fields


class PlanTargetSerializer(serializers.ModelSerializer[PlanTarget]):
    indicators = PlanIndicatorSerializer(many=True, read_only=True)
    activities = PlanActivitySerializer(many=True, read_only=True)

    class Meta:
        model = PlanTarget
        fields = ["id", "title", "indicators", "activities"]
        read_only_fields = fields


class PlanAimSerializer(serializers.ModelSerializer[PlanAim]):
    targets = PlanTargetSerializer(many=True, read_only=True)

    class Meta:
        model = PlanAim
        fields = ["id", "title", "targets"]
        read_only_fields = fields


class PlanSerializer(serializers.ModelSerializer[YearlyPlan]):
    """`center`: its key; `handed_in_on`: the first time; `guide`: key of the guide whose indicators the plan uses."""

    status = serializers.ChoiceField(choices=ChainStatus.choices, read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)

    class Meta:
        model = YearlyPlan
        fields = [
            "id", "center", "school", "year", "status", "revision", "state_since", "handed_in_on", "guide", "cloned_from",
        ]  # fmt: skip
        read_only_fields = fields


class PlanRecord(PlanSerializer, WithChain):
    aims = PlanAimSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(PlanSerializer.Meta):
        fields = [*PlanSerializer.Meta.fields, "aims", "steps", "notes", "acts"]
        read_only_fields = fields

    def get_acts(self, plan: YearlyPlan) -> list[str]:
        return open_acts(PLAN, plan, self.context)


class ChainedFilter(django_filters.FilterSet):
    """What lists of records of the chain by year are asked."""

    center = WholeNumberFilter(min_value=1, max_value=MOST_KEY)
    year = WholeNumberFilter(min_value=2024, max_value=2100)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    status = django_filters.ChoiceFilter(choices=ChainStatus.choices)


class PlanFilter(ChainedFilter):
    class Meta:
        model = YearlyPlan
        fields: list[str] = []


PLANS = YearlyPlan.objects.select_related("center__school", "author")
WHOLE = PLANS.prefetch_related(
    Prefetch("aims", PlanAim.objects.order_by("pk")),
    Prefetch("aims__targets", PlanTarget.objects.order_by("pk")),
    Prefetch("aims__targets__indicators", PlanIndicator.objects.select_related("of_guide", "field").order_by("pk")),
    "aims__targets__indicators__values",
    Prefetch("aims__targets__activities", PlanActivity.objects.order_by("first_day", "pk")),
)


def center_of(request: Request, body: Any) -> tuple[Center, dict[str, Any]]:
    """The centre that the body names, which the caller sees, and the rest of the body."""
    rest = dict(body) if isinstance(body, dict) else {}
    key = rest.pop("center", None)
    if isinstance(key, bool) or not isinstance(key, int) or not 0 < key <= MOST_KEY:
        raise serializers.ValidationError({"center": "Merkezin anahtarını tam sayı olarak yazın."})
    rows = Center.objects.visible_to(request.user).select_related("school")
    return get_object_or_404(rows, pk=key), rest


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(PlanRecord(WHOLE.get(pk=pk), context={"request": request}).data)


class PlanList(ScopedList):
    """Plans of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = PLANS
    serializer_class = PlanSerializer
    filterset_class = PlanFilter

    @extend_schema(
        operation_id="list_center_plans",
        summary="Yearly activity plans of centres",
        responses={200: PlanSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_center_plan",
        summary="Open the plan of a year for a centre, empty or taken over from the last one (smm/5/4)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["center", "year"],
                "additionalProperties": False,
                "properties": {**CENTER_KEY, **described(OpenPlanForm)},
            }
        },
        responses={201: PlanRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center, rest = center_of(request, request.data)
        made = prepare_plan(center, by=request.user, on=localdate(), **checked(OpenPlanForm, rest))
        return Response(_shape(request, made.pk), status=201)


class PlanDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_plan",
        summary="One plan with its aims, targets, indicators and activities, today or as of a day",
        parameters=[AS_OF],
        responses={200: PlanRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(WHOLE.all().visible_to(request.user), pk=pk))
        return Response(PlanRecord(record, context=context).data)


class ActOnPlan(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = PLAN
    forms_of_acts = FORM_OF_PLAN

    def find(self, request: Request, pk: int) -> YearlyPlan:
        found: YearlyPlan = get_object_or_404(PLANS.all().visible_to(request.user), pk=pk)
        return found

    def shape(self, request: Request, record: YearlyPlan) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_plan",
        summary="Perform an act on a plan: a part written, sent, passed on, returned, received, a value realised (smm/5/4)",
        parameters=[OpenApiParameter("name", {"enum": list(PLAN.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(PLAN, FORM_OF_PLAN)},
        responses={200: OpenApiResponse(PlanRecord, "The plan afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


PlanNote = note_view("answer_note_of_center_plan", "plan", PLANS, _shape, PlanRecord)
