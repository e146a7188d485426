"""Rounds of transfers over REST: calendar, criteria, the published number of the lottery, and the acts."""

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
from transfers.acts import ROUND, prepare
from transfers.choices import RoundStatus
from transfers.forms.rounds import FORM_OF_ACT, PrepareForm
from transfers.models import TransferRound
from transfers.rules.calendar import NAMES
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described

READ, WRITE = "transfers:read", "transfers:write"
REFUSALS = problems(400, 404, 409, 413, 415, 422)
CALENDAR = {
    "applications_from": "2027-06-21",
    "applications_until": "2027-07-02",
    "evaluation_until": "2027-07-09",
    "results_on": "2027-07-12",
    "objections_until": "2027-07-16",
    "registration_until": "2027-07-23",
    "waiting_until": "2027-08-13",
}
ASKED = OpenApiExample(
    "the round of 2027-2028",
    {"year": 2027, "criteria": 4, **CALENDAR, "retention_months": 24, "note": ""},
    request_only=True,
)


class RoundSerializer(serializers.ModelSerializer[TransferRound]):
    """`year` 2027 = 2027-2028; `seed`: the number of the lottery, empty until the round is announced."""

    status = serializers.ChoiceField(choices=RoundStatus.choices, read_only=True)
    most_preferences = serializers.IntegerField(source="criteria.most_preferences", read_only=True)

    class Meta:
        model = TransferRound
        fields = [
            "id", "year", "status", "revision", "criteria", "most_preferences", *NAMES, "retention_months", "note", "seed",
            "announced_on", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields


class RoundRecord(RoundSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(RoundSerializer.Meta):
        fields = [*RoundSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, record: TransferRound) -> list[str]:
        return [act.name for act in ROUND.open_to(self.context["request"].user, record)]


class RoundFilter(django_filters.FilterSet):
    year = WholeNumberFilter(min_value=2000, max_value=2100)
    status = django_filters.ChoiceFilter(choices=RoundStatus.choices)

    class Meta:
        model = TransferRound
        fields: list[str] = []


ROWS = TransferRound.objects.select_related("criteria")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(RoundRecord(ROWS.get(pk=pk), context={"request": request}).data)


class RoundList(ScopedList):
    """Rounds that were announced; drafts too for the ministry."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = RoundSerializer
    filterset_class = RoundFilter

    @extend_schema(
        operation_id="list_transfer_rounds",
        summary="Rounds of transfers to grade 11",
        responses={200: RoundSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="prepare_transfer_round",
        summary="Prepare the round of a school year, as a draft",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["year", "criteria", *NAMES, "retention_months"],
                "additionalProperties": False,
                "properties": described(PrepareForm),
            }
        },
        responses={201: RoundRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(PrepareForm, request.data)
        made = prepare(values.pop("year"), by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class RoundDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_round",
        summary="One round of transfers",
        responses={200: RoundRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_shape(request, record.pk))


class ActOnRound(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = ROUND
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> TransferRound:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: TransferRound) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_round",
        summary="Perform an act on a round of transfers",
        parameters=[OpenApiParameter("name", {"enum": list(ROUND.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(ROUND, FORM_OF_ACT)},
        responses={200: OpenApiResponse(RoundRecord, "The round afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
