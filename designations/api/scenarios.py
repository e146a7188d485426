"""The what-if laboratory over REST, for people of the ministry: scenarios saved, run and read, and the effect of a draft."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts.scenarios import drop_scenario, run_scenario, save_scenario, stop_scenario, weigh_draft
from designations.choices import DesignationType, ScenarioEffect
from designations.forms.scenarios import ScenarioForm
from designations.models import ClusterVersion, PolicyVersion, Scenario, ScenarioChange
from schools.models import StandardsVersion
from workflow.api.exceptions import Changed
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, checked_form, described
from workflow.api.together import PEOPLE
from workflow.api.versions import IF_MATCH, Stamped, stamp_named, stamp_of

ACTS = {"run_scenario": run_scenario, "stop_scenario": stop_scenario}
DRAFTS: dict[str, Any] = {
    "policies": PolicyVersion,
    "field-clusters": ClusterVersion,
    "physical-standards": StandardsVersion,
}
NOTHING = {"application/json": {"type": "object", "additionalProperties": False}}
BODY = {"application/json": {"type": "object", "additionalProperties": False, "properties": described(ScenarioForm)}}
FIGURES = ("name", "note", "policy", "values", "clusters", "standards", "year")
WRITTEN = problems(400, 404, 409, 413, 415, 422)


class ScenarioRow(serializers.ModelSerializer[Scenario]):
    """A scenario as lists show it; `gains` and `losses` count schools and types of the last run."""

    by = serializers.CharField(source="by.username", read_only=True)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)

    class Meta:
        model = Scenario
        fields = ["id", "name", "is_effect", "by", "saved_on", "job", "computed_at", "as_of", "gains", "losses"]
        read_only_fields = fields


class ScenarioSerializer(ScenarioRow):
    """Figures in the place of those in force, and by type what they would change; a version or year that is null is the one in force."""

    values = serializers.DictField(read_only=True, help_text="The thresholds that differ, by name.")
    result = serializers.SerializerMethodField(
        help_text="By type: verdicts before and after, gains, losses, provinces."
    )

    class Meta(ScenarioRow.Meta):
        fields = [
            *ScenarioRow.Meta.fields,
            "note",
            "policy",
            "values",
            "clusters",
            "standards",
            "year",
            "milliseconds",
            "result",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_result(self, scenario: Scenario) -> dict[str, Any]:
        return dict(scenario.result)


class MovedSerializer(serializers.ModelSerializer[ScenarioChange]):
    """A school that the scenario would move; figures that are null are not known."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    is_designated = serializers.BooleanField(source="is_held", read_only=True)
    lacking = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="Provisions then unmet.")
    unclear = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Provisions then not known."
    )

    class Meta:
        model = ScenarioChange
        fields = [
            "id", "scenario", "school", "type", "effect", "before", "after", "is_designated", "lacking", "unclear", "students",
            "spare", "girls", "boys",
        ]  # fmt: skip
        read_only_fields = fields


class MovedFilter(django_filters.FilterSet):
    scenario = WholeNumberFilter(field_name="scenario_id", min_value=1)
    effect = django_filters.ChoiceFilter(choices=ScenarioEffect.choices)
    type = django_filters.ChoiceFilter(choices=DesignationType.choices)
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )

    class Meta:
        model = ScenarioChange
        fields: list[str] = []


class ScenarioList(ScopedList):
    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = Scenario.objects.select_related("by").defer("result")
    serializer_class = ScenarioRow
    filterset_fields = ["is_effect", "saved_on"]

    @extend_schema(
        operation_id="list_scenarios",
        summary="Scenarios of the ministry",
        responses={200: ScenarioRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="save_scenario",
        summary="Save a scenario; thresholds that contradict each other are refused by path",
        parameters=[IDEMPOTENCY_KEY],
        request=BODY,
        responses={201: ScenarioSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request) -> Response:
        return Response(ScenarioSerializer(_save(request, None)).data, status=201)


def _save(request: Request, scenario: Scenario | None) -> Scenario:
    form = checked_form(ScenarioForm, request.data)
    return save_scenario(scenario, by=request.user, on=localdate(), **form.asked())


def _scenario(request: Request, pk: int) -> Scenario:
    return get_object_or_404(Scenario.objects.visible_to(request.user).select_related("by"), pk=pk)


class ScenarioDetail(Stamped, APIView):
    """A run changes the tag, but not the stamp before its point: figures that nobody changed may be saved over."""

    required_scopes = {"GET": PEOPLE, "PUT": PEOPLE, "DELETE": PEOPLE}

    def stamp(self, data: Any) -> str:
        return stamp_of({name: data[name] for name in FIGURES})

    @extend_schema(
        operation_id="read_scenario",
        summary="A scenario with what its last run found; its ETag is wanted in If-Match when it is changed",
        responses={200: ScenarioSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ScenarioSerializer(_scenario(request, pk)).data)

    @extend_schema(
        operation_id="change_scenario",
        summary="Save other figures of a scenario, refused by 412 when somebody else saved meanwhile; what its last run found stays until it is run again",
        parameters=[IF_MATCH],
        request=BODY,
        responses={200: ScenarioSerializer, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
    )
    def put(self, request: Request, pk: int) -> Response:
        found, expected = _scenario(request, pk), stamp_named(request)
        with transaction.atomic():
            current = ScenarioSerializer(Scenario.objects.select_for_update(of=("self",)).get(pk=found.pk)).data
            if expected not in {None, self.stamp(current)}:
                raise Changed("Siz yazarken bu senaryo değişti. Değişikliği görüp yeniden kaydedin.", current)
            saved = _save(request, found)
        return Response(ScenarioSerializer(saved).data)

    @extend_schema(
        operation_id="drop_scenario",
        summary="Delete a scenario with what it found",
        responses={204: OpenApiResponse(description="Deleted."), **problems(404, 409)},
    )
    def delete(self, request: Request, pk: int) -> Response:
        drop_scenario(_scenario(request, pk), by=request.user, on=localdate())
        return Response(status=204)


class ActOnScenario(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="act_on_scenario",
        summary="Run a scenario over the country in the background, or stop its run",
        parameters=[OpenApiParameter("name", {"enum": list(ACTS)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={200: ScenarioSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        if name not in ACTS:
            raise Http404
        scenario = _scenario(request, pk)
        checked(forms.Form, request.data or {})
        return Response(ScenarioSerializer(ACTS[name](scenario, by=request.user, on=localdate())).data)


class MovedList(ScopedList):
    required_scopes = {"GET": PEOPLE}
    queryset = ScenarioChange.objects.select_related("school")
    serializer_class = MovedSerializer
    filterset_class = MovedFilter

    @extend_schema(
        operation_id="list_moved_schools",
        summary="Schools that scenarios would move",
        responses={200: MovedSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class WeighDraft(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="weigh_draft",
        summary="Have the effect of a draft on the country computed; it may be published only then",
        parameters=[OpenApiParameter("kind", {"enum": list(DRAFTS)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={200: ScenarioSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request, kind: str, pk: int) -> Response:
        if kind not in DRAFTS or not request.user.is_ministry:
            raise Http404
        draft = get_object_or_404(DRAFTS[kind], pk=pk)
        checked(forms.Form, request.data or {})
        return Response(ScenarioSerializer(weigh_draft(draft, by=request.user, on=localdate())).data)
