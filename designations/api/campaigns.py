"""Control campaigns over REST: listed, opened, read with what they ask, drawn again from what was published, and their acts."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import CONTROL_CAMPAIGN, prepare_control_campaign
from designations.campaigns import digest_of_frame, lots_of
from designations.choices import CampaignStatus, DesignationType
from designations.forms import FORM_OF_ACT
from designations.forms.campaigns import CampaignForm
from designations.models import ControlCampaign, ControlItem
from designations.permissions import may_prepare_campaign
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.refusals import NotPermitted

READ, WRITE = {"GET": "designations:read"}, {"POST": "designations:write"}
CAMPAIGNS = ControlCampaign.objects.defer("frame")


class ControlItemSerializer(serializers.ModelSerializer[ControlItem]):
    """One thing that is asked of each school; with `needs_file` a file has to prove it."""

    class Meta:
        model = ControlItem
        fields = ["number", "text", "needs_file"]
        read_only_fields = fields


class ControlCampaignSerializer(serializers.ModelSerializer[ControlCampaign]):
    """A control campaign (administrative procedure); `school_year` is the year in which it begins, `seed` empty before the draw."""

    class Meta:
        model = ControlCampaign
        fields = [
            "id", "title", "school_year", "status", "revision", "state_since", "percent", "rest_years", "due_on", "seed",
            "announced_on", "closed_on",
        ]  # fmt: skip
        read_only_fields = fields


class ControlCampaignRecord(ControlCampaignSerializer):
    """The whole campaign with what it asks, and what the caller may do with it."""

    items = ControlItemSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ControlCampaignSerializer.Meta):
        fields = [*ControlCampaignSerializer.Meta.fields, "note", "closing", "items", "acts"]
        read_only_fields = fields

    def get_acts(self, campaign: ControlCampaign) -> list[str]:
        return [act.name for act in CONTROL_CAMPAIGN.open_to(self.context["request"].user, campaign)]


class LotSerializer(serializers.Serializer[Any]):
    """A designation that entered the draw; `ticket` is the SHA-256 of `seed:code`, the lower comes first."""

    type = serializers.ChoiceField(choices=DesignationType.choices)
    province = serializers.IntegerField(help_text="Plate code, 1 to 81.")
    code = serializers.CharField(help_text="Institution code.")
    recent = serializers.BooleanField(help_text="Drawn in one of the years before, and so after the others.")
    ticket = serializers.CharField()
    drawn = serializers.BooleanField()


class DrawSerializer(serializers.Serializer[Any]):
    """All that the draw rests on, and what it gives when it is made again from that."""

    seed = serializers.CharField()
    percent = serializers.IntegerField()
    frame_sha256 = serializers.CharField(help_text="Of `type;province;code;0|1` of all lots, sorted, a line each.")
    lots = LotSerializer(many=True)


class ControlCampaignFilter(django_filters.FilterSet):
    school_year = WholeNumberFilter(min_value=1990, max_value=2100)
    status = django_filters.ChoiceFilter(choices=CampaignStatus.choices)

    class Meta:
        model = ControlCampaign
        fields: list[str] = []


def _shape(request: Request, record: ControlCampaign) -> dict[str, Any]:
    return dict(ControlCampaignRecord(record, context={"request": request}).data)


def _campaign(request: Request, pk: int, rows: QuerySet[ControlCampaign] = CAMPAIGNS) -> ControlCampaign:
    return get_object_or_404(rows.visible_to(request.user), pk=pk)  # type: ignore[attr-defined]


class ControlCampaignList(ScopedList):
    """Control campaigns in which the caller has a school; the ministry sees all of them."""

    required_scopes = READ | WRITE
    queryset = CAMPAIGNS
    serializer_class = ControlCampaignSerializer
    filterset_class = ControlCampaignFilter

    @extend_schema(
        operation_id="list_control_campaigns",
        summary="Control campaigns of designated schools",
        responses={200: ControlCampaignSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_control_campaign",
        summary="Prepare a control campaign; another person announces it, which draws the schools",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["title", "school_year", "percent", "rest_years", "due_on"],
                "additionalProperties": False,
                "description": "`questions` and `evidence`: a line each; at least one line in either.",
                "properties": described(CampaignForm),
            }
        },
        responses={201: ControlCampaignRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        if not may_prepare_campaign(request.user, None):
            raise NotPermitted("Denetim kampanyasını Genel Müdürlük görevlileri hazırlar (idari usul).")
        asked = checked(CampaignForm, request.data)
        made = prepare_control_campaign(by=request.user, on=localdate(), **asked)
        return Response(_shape(request, made), status=201)


class ControlCampaignDetail(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_control_campaign",
        summary="One control campaign with what it asks",
        responses={200: ControlCampaignRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_shape(request, _campaign(request, pk)))


class ControlCampaignDraw(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_control_draw",
        summary="The draw, made again from the seed: every designation that entered it, its lot, whether it was drawn",
        responses={200: DrawSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = _campaign(request, pk, ControlCampaign.objects.all())
        if not record.seed:
            raise Http404
        digest = digest_of_frame(record)
        drawn = {"seed": record.seed, "percent": record.percent, "frame_sha256": digest, "lots": lots_of(record)}
        return Response(DrawSerializer(drawn).data)


class ActOnControlCampaign(ActView):
    required_scopes = WRITE
    lifecycle = CONTROL_CAMPAIGN
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> ControlCampaign:
        return _campaign(request, pk)

    def shape(self, request: Request, record: ControlCampaign) -> dict[str, Any]:
        return _shape(request, record)

    @extend_schema(
        operation_id="act_on_control_campaign",
        summary="Perform an act on a control campaign: written, announced with its draw, collecting, closed, dropped",
        parameters=[
            OpenApiParameter("name", {"enum": list(CONTROL_CAMPAIGN.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY,
        ],
        request={"application/json": act_body(CONTROL_CAMPAIGN, FORM_OF_ACT)},
        responses={200: ControlCampaignRecord, **problems(400, 404, 409, 413, 415, 422)},
    )  # fmt: skip
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
