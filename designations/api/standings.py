"""Standings of all schools to the four designations over REST, what changed of them, and the checks that found it."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts.standings import start_check, stop_check
from designations.choices import CRITERIA, ChangeCause, DesignationType, StandingKind, Verdict
from designations.models import CountryCheck, Standing, StandingChange
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked
from workflow.api.together import PEOPLE

SCHOOL = {"field_name": "school__province_id", "min_value": 1, "max_value": 81, "help_text": "Plate code, 1 to 81."}


class StandingSerializer(serializers.ModelSerializer[Standing]):
    """How a school stood to a designation at the last check; a preliminary finding, no decision.

    `kind` sorts the country: `open` eligible and not designated, `near` one criterion short of all else met, `lost` designated and
    no longer eligible, `unknown` data missing, `held` designated and eligible, `barred` excluded by another designation, `far` the rest.
    """

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    kind = serializers.ChoiceField(choices=StandingKind.choices, read_only=True)
    is_designated = serializers.BooleanField(source="is_held", read_only=True)
    lacking = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="Provisions found unmet.")
    unclear = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Provisions of which something is not known."
    )

    class Meta:
        model = Standing
        fields = ["id", "school", "type", "verdict", "kind", "is_designated", "lacking", "unclear", "as_of"]
        read_only_fields = fields


class StandingRecord(StandingSerializer):
    findings = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta(StandingSerializer.Meta):
        fields = [*StandingSerializer.Meta.fields, "findings"]
        read_only_fields = fields


class StandingFilter(django_filters.FilterSet):
    type = django_filters.ChoiceFilter(choices=DesignationType.choices)
    verdict = django_filters.ChoiceFilter(choices=Verdict.choices)
    kind = django_filters.ChoiceFilter(
        choices=StandingKind.choices, method="of_kind", help_text="One list of the country."
    )
    lacking = django_filters.ChoiceFilter(
        choices=list(CRITERIA.items()), method="among", help_text="A provision found unmet."
    )
    unclear = django_filters.ChoiceFilter(
        choices=list(CRITERIA.items()), method="among", help_text="A provision not known."
    )
    province = WholeNumberFilter(**SCHOOL)
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")

    class Meta:
        model = Standing
        fields: list[str] = []

    def of_kind(self, rows: Any, _name: str, value: str) -> Any:
        return rows.of_kind(value, localdate())

    def among(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(**{f"{name}__contains": [value]})


class StandingList(ScopedList):
    """Standings of the schools in the caller's scope."""

    required_scopes = {"GET": "designations:read"}
    queryset = Standing.objects.select_related("school").defer("findings")
    serializer_class = StandingSerializer
    filterset_class = StandingFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().with_kind(localdate())  # type: ignore[attr-defined]

    @extend_schema(
        operation_id="list_standings",
        summary="How all schools stand to the designations, as the last check of the country found it",
        responses={200: StandingSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class StandingDetail(Tagged, APIView):
    required_scopes = {"GET": "designations:read"}

    @extend_schema(
        operation_id="read_standing",
        summary="One standing with its findings",
        responses={200: StandingRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = Standing.objects.visible_to(request.user).with_kind(localdate()).select_related("school")
        return Response(StandingRecord(get_object_or_404(rows, pk=pk)).data)


class StandingChangeSerializer(serializers.ModelSerializer[StandingChange]):
    """A standing that came out otherwise than at the check before; `causes` names what had changed between the two."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    check_id = serializers.IntegerField(source="found_by_id", read_only=True)
    causes = serializers.ListField(child=serializers.ChoiceField(choices=ChangeCause.choices), read_only=True)
    turns = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = StandingChange
        fields = ["id", "check_id", "school", "type", "on", "before", "after", "causes", "turns"]
        read_only_fields = fields


class ChangeFilter(django_filters.FilterSet):
    type = django_filters.ChoiceFilter(choices=DesignationType.choices)
    after = django_filters.ChoiceFilter(choices=StandingKind.choices)
    check_id = WholeNumberFilter(field_name="found_by_id", min_value=1)
    province = WholeNumberFilter(**SCHOOL)
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")

    class Meta:
        model = StandingChange
        fields: list[str] = []


class ChangeList(ScopedList):
    """Changed standings of the schools in the caller's scope."""

    required_scopes = {"GET": "designations:read"}
    queryset = StandingChange.objects.select_related("school")
    serializer_class = StandingChangeSerializer
    filterset_class = ChangeFilter

    @extend_schema(
        operation_id="list_standing_changes",
        summary="Standings that changed between two checks, and why",
        responses={200: StandingChangeSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class CheckSerializer(serializers.ModelSerializer[CountryCheck]):
    """A check of the country; `job` tells how far it is, `finished_at` is null until it is stored."""

    by = serializers.CharField(source="by.username", read_only=True, allow_null=True, default=None)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)

    class Meta:
        model = CountryCheck
        fields = [
            "id", "kind", "is_whole", "by", "job", "as_of", "started_at", "finished_at", "policy", "clusters", "standards",
            "year", "schools", "changed", "milliseconds",
        ]  # fmt: skip
        read_only_fields = fields


class CheckList(ScopedList):
    """Checks of the country, for people of the ministry who are signed in."""

    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = CountryCheck.objects.select_related("by")
    serializer_class = CheckSerializer
    filterset_fields = ["kind", "as_of", "is_whole"]

    @extend_schema(
        operation_id="list_country_checks",
        summary="Checks of the country",
        responses={200: CheckSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="start_country_check",
        summary="Have the whole country checked now; 409 while another check runs",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": {"type": "object", "additionalProperties": False}},
        responses={201: CheckSerializer, **problems(400, 409, 413, 415)},
    )
    @once
    def post(self, request: Request) -> Response:
        checked(forms.Form, request.data or {})
        return Response(CheckSerializer(start_check(by=request.user, on=localdate())).data, status=201)


def _check(request: Request, pk: int) -> CountryCheck:
    return get_object_or_404(CountryCheck.objects.visible_to(request.user).select_related("by"), pk=pk)


class CheckDetail(Tagged, APIView):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_country_check",
        summary="One check of the country",
        responses={200: CheckSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(CheckSerializer(_check(request, pk)).data)


class StopCheck(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="stop_country_check",
        summary="Stop a check that waits or runs; the standings stay as they were",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": {"type": "object", "additionalProperties": False}},
        responses={
            200: OpenApiResponse(CheckSerializer, "The check afterwards."),
            **problems(400, 404, 409, 413, 415),
        },
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        check = _check(request, pk)
        checked(forms.Form, request.data or {})
        return Response(CheckSerializer(stop_check(check, by=request.user, on=localdate())).data)
