"""Placements over REST: started, looked at with their proof, compared, announced; the cut-offs; and the results of applications."""

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
from transfers.acts import RUN, start_run_of
from transfers.choices import PlaceKind, RunPurpose, RunStatus
from transfers.forms.runs import FORM_OF_ACT, StartForm
from transfers.models import PlacementRun, RunProgramme, TransferRound
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .quotas import BIGGEST_KEY
from .rounds import READ, REFUSALS, WRITE

ROWS = PlacementRun.objects.select_related("round")
STARTED = OpenApiExample("the main placement of round 3", {"round": 3, "purpose": "main"}, request_only=True)


class RunSerializer(serializers.ModelSerializer[PlacementRun]):
    """`report`: what the second implementation looked at and every fault it found; `job`: progress while it is computed."""

    status = serializers.ChoiceField(choices=RunStatus.choices, read_only=True)
    purpose = serializers.ChoiceField(choices=RunPurpose.choices, read_only=True)
    report = serializers.DictField(read_only=True)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)

    class Meta:
        model = PlacementRun
        fields = [
            "id", "round", "number", "purpose", "status", "revision", "job", "started_on", "seed", "engine_version",
            "input_sha256", "result_sha256", "students", "preferences", "places", "placed", "on_first", "report", "message",
            "announced_on",
        ]  # fmt: skip
        read_only_fields = fields


class RunRecord(RunSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(RunSerializer.Meta):
        fields = [*RunSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_acts(self, record: PlacementRun) -> list[str]:
        return [act.name for act in RUN.open_to(self.context["request"].user, record)]


class RunFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="round", min_value=1, max_value=BIGGEST_KEY)
    status = django_filters.ChoiceFilter(choices=RunStatus.choices)
    purpose = django_filters.ChoiceFilter(choices=RunPurpose.choices)

    class Meta:
        model = PlacementRun
        fields: list[str] = []


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(RunRecord(ROWS.get(pk=pk), context={"request": request}).data)


class RunList(ScopedList):
    """Announced placements; all of them for the ministry."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = RunSerializer
    filterset_class = RunFilter

    @extend_schema(
        operation_id="list_transfer_runs",
        summary="Placements of transfers",
        responses={200: RunSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="start_transfer_run",
        summary="Have a placement computed and verified in the background; of two at once, one is refused",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["round", "purpose"],
                "additionalProperties": False,
                "properties": {
                    "round": {"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
                    **described(StartForm),
                },
            }
        },
        responses={201: RunRecord, **REFUSALS},
        examples=[STARTED],
    )
    @once
    def post(self, request: Request) -> Response:
        body = request.data if isinstance(request.data, dict) else {}
        key = body.get("round")
        is_key = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= BIGGEST_KEY
        rounds = TransferRound.objects.visible_to(request.user).select_related("criteria")
        taking = rounds.filter(pk=key).first() if is_key else None
        if taking is None:
            raise Faults([{"path": "round", "message": "Böyle bir nakil dönemi yok."}])
        values = checked(StartForm, request.data, known=frozenset({"round"}))
        made = start_run_of(taking, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class RunDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_run",
        summary="One placement with its proof",
        responses={200: RunRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_shape(request, record.pk))


class ActOnRun(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = RUN
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> PlacementRun:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: PlacementRun) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_run",
        summary="Announce a verified placement, or stop one that is being computed",
        parameters=[OpenApiParameter("name", {"enum": list(RUN.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(RUN, FORM_OF_ACT)},
        responses={200: OpenApiResponse(RunRecord, "The placement afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class CutoffSerializer(serializers.ModelSerializer[RunProgramme]):
    """`last_merit`: score and tie values, in millionths, of the last one placed; `bar_…`: of the last one on a place that is
    not reserved, where all such places are taken. Nobody's data is in it.
    """

    kind = serializers.ChoiceField(choices=PlaceKind.choices, read_only=True)
    school = serializers.CharField(source="quota.school.code", allow_null=True, read_only=True)
    field = serializers.CharField(source="quota.field.code", read_only=True)
    last_merit = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    bar_merit = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = RunProgramme
        fields = [
            "id", "run", "code", "quota", "school", "field", "kind", "seats", "reserved_group", "reserved_seats", "held",
            "asked", "placed", "last_merit", "last_lot", "bar_merit", "bar_lot",
        ]  # fmt: skip
        read_only_fields = fields


class CutoffFilter(django_filters.FilterSet):
    run = WholeNumberFilter(field_name="run", min_value=1, max_value=BIGGEST_KEY)
    round = WholeNumberFilter(field_name="run__round", min_value=1, max_value=BIGGEST_KEY)
    school = django_filters.CharFilter(field_name="quota__school__code", help_text="Institution code.")
    province = WholeNumberFilter(
        field_name="quota__school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    field = django_filters.CharFilter(field_name="quota__field__code", help_text="Field code.")

    class Meta:
        model = RunProgramme
        fields: list[str] = []


class CutoffList(ScopedList):
    """Cut-offs of the placements that the caller may see."""

    required_scopes = {"GET": READ}
    queryset = RunProgramme.objects.select_related("quota__school", "quota__field")
    serializer_class = CutoffSerializer
    filterset_class = CutoffFilter

    @extend_schema(
        operation_id="list_transfer_cutoffs",
        summary="The cut-offs of every programme of a placement",
        responses={200: CutoffSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
