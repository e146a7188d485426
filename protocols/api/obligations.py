"""Obligations and the calendar of duties over REST."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import DUTY, add_obligation, close_obligation, keep_proof
from protocols.choices.obligations import DutyStatus, Every, ObligationKind, Owner
from protocols.forms.fields import day
from protocols.forms.obligations import FORM_OF_ACT
from protocols.forms.protocols import ReasonForm
from protocols.history import DUTY as KEPT
from protocols.models import Obligation, ProtocolDuty, Stakeholder
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from . import examples
from .signing import FILE, KeptFileSerializer, kept
from .text import find

BIGGEST_KEY = 2**31 - 1


class ObligationRow(forms.Form):
    clause = forms.CharField(max_length=12)
    kind = forms.ChoiceField(choices=ObligationKind.choices)
    title = forms.CharField(max_length=200)
    owner = forms.ChoiceField(choices=Owner.choices)
    stakeholder = forms.ModelChoiceField(Stakeholder.objects.not_merged(), required=False)
    school = forms.CharField(label="Institution code; left out: each school.", max_length=6, required=False)
    first_due_on = day("The first day on which it is due.")
    every = forms.ChoiceField(choices=Every.choices)
    evidence = forms.CharField(max_length=200, required=False)


class ObligationSerializer(serializers.ModelSerializer[Obligation]):
    school = serializers.CharField(source="school.code", default=None, allow_null=True, read_only=True)

    class Meta:
        model = Obligation
        fields = [
            "id",
            "protocol",
            "clause",
            "kind",
            "title",
            "owner",
            "stakeholder",
            "school",
            "first_due_on",
            "every",
            "evidence",
            "closed_on",
            "close_reason",
        ]
        read_only_fields = fields


class DutySerializer(serializers.ModelSerializer[ProtocolDuty]):
    """A duty on its day; ``is_late``: open, and the day has passed."""

    protocol = serializers.IntegerField(source="obligation.protocol_id", read_only=True)
    title = serializers.CharField(source="obligation.title", read_only=True)
    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    is_late = serializers.SerializerMethodField()

    class Meta:
        model = ProtocolDuty
        fields = [
            "id",
            "obligation",
            "protocol",
            "title",
            "school",
            "status",
            "revision",
            "due_on",
            "first_due_on",
            "is_late",
            "fulfilled_on",
            "note",
        ]
        read_only_fields = fields

    def get_is_late(self, duty: ProtocolDuty) -> bool:
        return duty.status == DutyStatus.DUE and duty.due_on < self.context.get("on", localdate())


class DutyRecord(DutySerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(DutySerializer.Meta):
        fields = [*DutySerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, duty: ProtocolDuty) -> list[str]:
        return open_acts(DUTY, duty, self.context)


class DutyFilter(django_filters.FilterSet):
    protocol = WholeNumberFilter(
        field_name="obligation__protocol", min_value=1, max_value=BIGGEST_KEY, help_text="Id of a protocol."
    )
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    status = django_filters.ChoiceFilter(choices=DutyStatus.choices)
    kind = django_filters.ChoiceFilter(field_name="obligation__kind", choices=ObligationKind.choices)
    owner = django_filters.ChoiceFilter(field_name="obligation__owner", choices=Owner.choices)
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")
    late = TrueOrFalseFilter(method="is_late", help_text="Open, and the day has passed; or not so.")

    class Meta:
        model = ProtocolDuty
        fields: list[str] = []

    def is_late(self, duties: Any, name: str, value: bool) -> Any:
        late = duties.late(localdate())
        return late if value else duties.exclude(pk__in=late.values("pk"))


ROWS = ProtocolDuty.objects.select_related("obligation", "school")


class DutyList(ScopedList):
    """Duties of the schools in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = ROWS
    serializer_class = DutySerializer
    filterset_class = DutyFilter

    @extend_schema(
        operation_id="list_protocol_duties",
        summary="The calendar of duties that follow from protocols",
        responses={200: DutySerializer(many=True), **problems(400, 404)},
        examples=examples.of("list_protocol_duties"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DutyDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_protocol_duty",
        summary="One duty",
        parameters=[AS_OF],
        responses={200: DutyRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(DutyRecord(record, context=context).data)


class ActOnDuty(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = DUTY
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> ProtocolDuty:
        rows = ProtocolDuty.objects.visible_to(request.user).select_related("obligation__protocol", "school")
        return get_object_or_404(rows, pk=pk)

    def shape(self, request: Request, record: ProtocolDuty) -> dict[str, Any]:
        return dict(DutyRecord(ROWS.get(pk=record.pk), context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_protocol_duty",
        summary="Perform an act on a duty",
        parameters=[OpenApiParameter("name", {"enum": list(DUTY.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(DUTY, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(DutyRecord, "The duty afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("act_on_protocol_duty"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class DutyProof(APIView):
    """The evidence of a duty; another one that is brought while the duty is due takes its place."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="bring_duty_proof",
        summary="Bring the evidence of a duty (PDF, image or office document; 20 MB); its SHA-256 is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: KeptFileSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("bring_duty_proof"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        return kept(keep_proof, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk), request)


class Obligations(Tagged, APIView):
    """The obligations of a protocol."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}

    @extend_schema(
        operation_id="list_protocol_obligations",
        summary="What the clauses of a protocol oblige to",
        responses={200: ObligationSerializer(many=True), **problems(404)},
        examples=examples.of("list_protocol_obligations"),
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = find(request, pk).obligations.select_related("school")
        return Response(ObligationSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_protocol_obligation",
        summary="Write what a clause obliges somebody to; its duties are planned at once",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["clause", "kind", "title", "owner", "first_due_on", "every"],
                "additionalProperties": False,
                "properties": described(ObligationRow),
            }
        },
        responses={201: ObligationSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("add_protocol_obligation"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        values: dict[str, Any] = checked(ObligationRow, request.data)
        code = values["school"]
        values["school"] = protocol.schools.filter(code=code).first() if code else None
        if code and values["school"] is None:
            raise Faults([{"path": "school", "message": "Protokol bu okulu saymıyor."}])
        made = add_obligation(protocol, by=request.user, on=localdate(), **values)
        return Response(ObligationSerializer(made).data, status=201)


class CloseObligation(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="close_protocol_obligation",
        summary="End an obligation: what is still due of it falls",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["reason"],
                "additionalProperties": False,
                "properties": described(ReasonForm),
            }
        },
        responses={200: ObligationSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("close_protocol_obligation"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        obligation = get_object_or_404(Obligation.objects.visible_to(request.user), pk=pk)
        values = checked(ReasonForm, request.data)
        closed = close_obligation(obligation, by=request.user, on=localdate(), **values)
        return Response(ObligationSerializer(closed).data)
