"""Commissions of a round and their sittings over REST: appointed, staffed, called, held with a quorum or without, minuted."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
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
from accounts.masking import mask_name
from transfers.acts import COMMISSION, SITTING, appoint, call_sitting
from transfers.acts.commissions import rules_of
from transfers.choices import CommissionStatus, SittingStatus
from transfers.forms.commissions import FORM_OF_ACT, FORM_OF_SITTING, AppointForm, CallForm
from transfers.models import ApplicationDecision, Commission, CommissionMember, Sitting, SittingDecision
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .quotas import BIGGEST_KEY
from .rounds import READ, REFUSALS, WRITE

NO_COMMISSION = "Yetki alanınızda böyle bir komisyon yok."
APPOINTED = OpenApiExample(
    "the commission of Ankara",
    {"round": 3, "province": 6, "appointed_on": "2027-06-10", "approval": "E-12345678-10.04-1234"},
    request_only=True,
)
CALLED = OpenApiExample(
    "a first sitting",
    {"commission": 5, "meets_on": "2027-07-05", "starts_at": "10:00", "place": "Toplantı salonu", "agenda": ["Başvuruların incelenmesi"]},
    request_only=True,
)  # fmt: skip


class CommissionMemberSerializer(serializers.ModelSerializer[CommissionMember]):
    """The name is masked; whole names stand on the minutes."""

    name = serializers.SerializerMethodField(help_text="Masked: initials and lengths.")

    class Meta:
        model = CommissionMember
        fields = ["id", "name", "title", "seat", "seat_label", "is_substitute", "starts_on", "ends_on"]
        read_only_fields = fields

    def get_name(self, member: CommissionMember) -> str:
        return mask_name(member.name)


class CommissionSerializer(serializers.ModelSerializer[Commission]):
    """`province`: plate code; null for the central commission, which adopts placements."""

    status = serializers.ChoiceField(choices=CommissionStatus.choices, read_only=True)

    class Meta:
        model = Commission
        fields = ["id", "round", "province", "status", "revision", "appointed_on", "approval", "end_reason"]
        read_only_fields = fields


class CommissionRecord(CommissionSerializer):
    """With the seats and the quorum of its round (administrative), its members and the acts that are open to the caller."""

    seats = serializers.SerializerMethodField(help_text="Code and label of each seat, the chair's first.")
    quorum = serializers.SerializerMethodField(help_text="How many seats must be filled at a sitting.")
    members = CommissionMemberSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CommissionSerializer.Meta):
        fields = [*CommissionSerializer.Meta.fields, "seats", "quorum", "members", "acts"]
        read_only_fields = fields

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_seats(self, record: Commission) -> dict[str, str]:
        return {seat.code: seat.label for seat in rules_of(record.round).seats}

    def get_quorum(self, record: Commission) -> int:
        return rules_of(record.round).quorum

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_acts(self, record: Commission) -> list[str]:
        return [act.name for act in COMMISSION.open_to(self.context["request"].user, record)]


class CommissionFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="round", min_value=1, max_value=BIGGEST_KEY)
    province = WholeNumberFilter(field_name="province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81.")
    status = django_filters.ChoiceFilter(choices=CommissionStatus.choices)

    class Meta:
        model = Commission
        fields: list[str] = []


ROWS = Commission.objects.select_related("round", "province")


def _commission(request: Request, pk: int) -> dict[str, Any]:
    return dict(CommissionRecord(ROWS.prefetch_related("members").get(pk=pk), context={"request": request}).data)


class CommissionList(ScopedList):
    """Commissions of the caller's provinces; the central one too for who sees the whole country."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CommissionSerializer
    filterset_class = CommissionFilter

    @extend_schema(
        operation_id="list_transfer_commissions",
        summary="Placement and transfer commissions",
        responses={200: CommissionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="appoint_transfer_commission",
        summary="Appoint the commission of a province, or without a province the central one",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["round", "appointed_on"],
                "additionalProperties": False,
                "properties": described(AppointForm),
            }
        },
        responses={201: CommissionRecord, **REFUSALS},
        examples=[APPOINTED],
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(AppointForm, request.data)
        made = appoint(values.pop("round"), values.pop("province"), by=request.user, on=localdate(), **values)
        return Response(_commission(request, made.pk), status=201)


class CommissionDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_commission",
        summary="One commission with its members",
        responses={200: CommissionRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_commission(request, record.pk))


class ActOnCommission(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = COMMISSION
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Commission:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Commission) -> dict[str, Any]:
        return _commission(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_commission",
        summary="Write or end a membership, or end the commission",
        parameters=[OpenApiParameter("name", {"enum": list(COMMISSION.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(COMMISSION, FORM_OF_ACT)},
        responses={200: OpenApiResponse(CommissionRecord, "The commission afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class SittingDecisionSerializer(serializers.ModelSerializer[SittingDecision]):
    class Meta:
        model = SittingDecision
        fields = ["id", "number", "text", "vote"]
        read_only_fields = fields


class ApplicationDecisionSerializer(serializers.ModelSerializer[ApplicationDecision]):
    class Meta:
        model = ApplicationDecision
        fields = ["application", "kind", "code", "reason"]
        read_only_fields = fields


class SittingSerializer(serializers.ModelSerializer[Sitting]):
    """`quorate`: null until it was held; `seats`, `present`, `needed`: by the rules of that day."""

    status = serializers.ChoiceField(choices=SittingStatus.choices, read_only=True)
    agenda = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Sitting
        fields = [
            "id", "commission", "number", "status", "revision", "meets_on", "starts_at", "place", "agenda", "seats", "present",
            "needed", "quorate", "adopted_run", "minutes", "reason",
        ]  # fmt: skip
        read_only_fields = fields


class SittingRecord(SittingSerializer):
    attended = serializers.SerializerMethodField(help_text="Ids of the members who came.")
    decisions = SittingDecisionSerializer(many=True, read_only=True)
    application_decisions = ApplicationDecisionSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(SittingSerializer.Meta):
        fields = [*SittingSerializer.Meta.fields, "attended", "decisions", "application_decisions", "acts"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_attended(self, record: Sitting) -> list[int]:
        return list(record.attendance.filter(came=True).order_by("pk").values_list("member", flat=True))

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_acts(self, record: Sitting) -> list[str]:
        return [act.name for act in SITTING.open_to(self.context["request"].user, record)]


class SittingFilter(django_filters.FilterSet):
    commission = WholeNumberFilter(field_name="commission", min_value=1, max_value=BIGGEST_KEY)
    round = WholeNumberFilter(field_name="commission__round", min_value=1, max_value=BIGGEST_KEY)
    status = django_filters.ChoiceFilter(choices=SittingStatus.choices)

    class Meta:
        model = Sitting
        fields: list[str] = []


SITTINGS = Sitting.objects.select_related("commission__round", "commission__province")


def _sitting(request: Request, pk: int) -> dict[str, Any]:
    rows = SITTINGS.prefetch_related("decisions", "application_decisions")
    return dict(SittingRecord(rows.get(pk=pk), context={"request": request}).data)


class SittingList(ScopedList):
    """Sittings of the commissions that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = SITTINGS
    serializer_class = SittingSerializer
    filterset_class = SittingFilter

    @extend_schema(
        operation_id="list_transfer_sittings",
        summary="Sittings of placement and transfer commissions",
        responses={200: SittingSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="call_transfer_sitting",
        summary="Call a commission to a sitting",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["commission", *(name for name, field in CallForm.base_fields.items() if field.required)],
                "additionalProperties": False,
                "properties": {
                    "commission": {"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
                    **described(CallForm),
                },
            }
        },
        responses={201: SittingRecord, **REFUSALS},
        examples=[CALLED],
    )
    @once
    def post(self, request: Request) -> Response:
        commission = _called(request)
        values = checked(CallForm, request.data, known=frozenset({"commission"}))
        made = call_sitting(commission, by=request.user, on=localdate(), **values)
        return Response(_sitting(request, made.pk), status=201)


def _called(request: Request) -> Commission:
    """The commission that the body names, among those that the caller sees."""
    body = request.data if isinstance(request.data, dict) else {}
    key = body.get("commission")
    is_key = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= BIGGEST_KEY
    found = ROWS.all().visible_to(request.user).filter(pk=key).first() if is_key else None
    if found is None:
        raise Faults([{"path": "commission", "message": NO_COMMISSION}])
    return found


class SittingDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_sitting",
        summary="One sitting with its decisions",
        responses={200: SittingRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(SITTINGS.all().visible_to(request.user), pk=pk)
        return Response(_sitting(request, record.pk))


class ActOnSitting(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = SITTING
    forms_of_acts: dict[str, type[forms.Form]] = FORM_OF_SITTING

    def find(self, request: Request, pk: int) -> Sitting:
        return get_object_or_404(SITTINGS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Sitting) -> dict[str, Any]:
        return _sitting(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_sitting",
        summary="Hold a sitting, write decisions, complete the minutes",
        parameters=[OpenApiParameter("name", {"enum": list(SITTING.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(SITTING, FORM_OF_SITTING)},
        responses={200: OpenApiResponse(SittingRecord, "The sitting afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
