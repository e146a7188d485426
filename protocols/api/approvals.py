"""Safety approvals of practice places over REST: brought with their paper, accepted, sent back, withdrawn (okul/8/7)."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import APPROVAL, bring_approval
from protocols.forms.places import FORM_OF_APPROVAL, ApprovalForm
from protocols.history import APPROVAL as KEPT
from protocols.models import SafetyApproval
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.history import AS_OF, as_asked

from .files import checked_upload, upload_body
from .places import REFUSALS, find_place

ROWS = SafetyApproval.objects.select_related("place__school", "place__stakeholder", "file")


class ApprovalSerializer(serializers.ModelSerializer[SafetyApproval]):
    """``until``: the first day on which it holds no more; ``sha256`` is that of its paper."""

    sha256 = serializers.CharField(source="file.sha256", read_only=True)

    class Meta:
        model = SafetyApproval
        fields = [
            "id", "place", "given_on", "given_by", "valid_until", "until", "status", "revision", "state_since", "note",
            "sha256",
        ]  # fmt: skip
        read_only_fields = fields


class ApprovalRecord(ApprovalSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ApprovalSerializer.Meta):
        fields = [*ApprovalSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, approval: SafetyApproval) -> list[str]:
        return open_acts(APPROVAL, approval, self.context)


def _record(request: Request, pk: int) -> dict[str, Any]:
    return dict(ApprovalRecord(ROWS.get(pk=pk), context={"request": request}).data)


class Approvals(Tagged, APIView):
    """The safety approvals of a place."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="list_safety_approvals",
        summary="The safety approvals of a practice place, the newest first",
        responses={200: ApprovalSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = find_place(request, pk).approvals.select_related("file")
        return Response(ApprovalSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="bring_safety_approval",
        summary="Bring a safety approval with its paper (PDF, JPEG, PNG); of the school's side it is accepted at once",
        parameters=[IDEMPOTENCY_KEY],
        request=upload_body(ApprovalForm),
        responses={201: ApprovalRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        place = find_place(request, pk)
        made = bring_approval(place, by=request.user, on=localdate(), **checked_upload(ApprovalForm, request))
        return Response(_record(request, made.pk), status=201)


class ApprovalDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_safety_approval",
        summary="One safety approval",
        parameters=[AS_OF],
        responses={200: ApprovalRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(ApprovalRecord(record, context=context).data)


class ActOnApproval(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = APPROVAL
    forms_of_acts = FORM_OF_APPROVAL

    def find(self, request: Request, pk: int) -> SafetyApproval:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: SafetyApproval) -> dict[str, Any]:
        return _record(request, record.pk)

    @extend_schema(
        operation_id="act_on_safety_approval",
        summary="Accept a safety approval, send it back, or withdraw it",
        parameters=[OpenApiParameter("name", {"enum": list(APPROVAL.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(APPROVAL, FORM_OF_APPROVAL)},
        responses={200: OpenApiResponse(ApprovalRecord, "The approval afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
