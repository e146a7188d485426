"""The quality of the register's data over REST: items to mend, scores of schools, averages by month, and the checks."""

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
from schools.acts.quality import start_quality_check, stop_quality_check
from schools.choices import FaultKind, ItemOwner
from schools.models import QualityItem, QualityMonth, QualityRun, QualityScore
from schools.rules.quality import TITLES
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.inputs import checked
from workflow.api.together import PEOPLE

PROVINCE = {"min_value": 1, "max_value": 81, "help_text": "Plate code, 1 to 81."}
NOTHING = {"application/json": {"type": "object", "additionalProperties": False}}


class ItemSerializer(serializers.ModelSerializer[QualityItem]):
    """One thing to mend in a school's entries: `missing` is not entered (and no "no"), `stale` too old, `contradictory` cannot be true.

    `section` names the part of the record (`schools/{code}/sections/{section}/`), `govern` or `import:<source>` what the ministry
    alone mends; `points` are taken from the school's score once for all items of a `check`. `gone_on`: the day it was mended.
    """

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    check = serializers.ChoiceField(source="check_id", choices=list(TITLES.items()), read_only=True)

    class Meta:
        model = QualityItem
        fields = [
            "id", "school", "kind", "check", "sentence", "section", "owner", "points", "first_seen", "gone_on",
        ]  # fmt: skip
        read_only_fields = fields


class ItemFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=FaultKind.choices)
    check = django_filters.ChoiceFilter(field_name="check_id", choices=list(TITLES.items()))
    owner = django_filters.ChoiceFilter(choices=ItemOwner.choices, help_text="Who has to mend it.")
    open = TrueOrFalseFilter(method="still_open", help_text="Still to be mended, or mended.")
    province = WholeNumberFilter(field_name="school__province_id", **PROVINCE)
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")

    class Meta:
        model = QualityItem
        fields: list[str] = []

    def still_open(self, rows: Any, _name: str, value: bool) -> Any:
        return rows.filter(gone_on__isnull=value)


class ItemList(ScopedList):
    """Items of the schools in the caller's scope, those that were mended included."""

    required_scopes = {"GET": "schools:read"}
    queryset = QualityItem.objects.select_related("school")
    serializer_class = ItemSerializer
    filterset_class = ItemFilter

    @extend_schema(
        operation_id="list_quality_items",
        summary="What is missing, stale or contradictory in the register, as the last check found it",
        responses={200: ItemSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ScoreSerializer(serializers.ModelSerializer[QualityScore]):
    """How good a school's data were at the last check of a month, 0 to 100; the counts are of items, by kind."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)

    class Meta:
        model = QualityScore
        fields = ["id", "school", "month", "score", "missing", "stale", "contradictory", "as_of"]
        read_only_fields = fields


class ScoreFilter(django_filters.FilterSet):
    month = django_filters.DateFilter(help_text="The first day of a month.")
    province = WholeNumberFilter(field_name="school__province_id", **PROVINCE)
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")

    class Meta:
        model = QualityScore
        fields: list[str] = []


class ScoreList(ScopedList):
    """Scores of the schools in the caller's scope, by month."""

    required_scopes = {"GET": "schools:read"}
    queryset = QualityScore.objects.select_related("school")
    serializer_class = ScoreSerializer
    filterset_class = ScoreFilter

    @extend_schema(
        operation_id="list_quality_scores",
        summary="How good the data of each school were, by month",
        responses={200: ScoreSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class MonthSerializer(serializers.ModelSerializer[QualityMonth]):
    """The average of a province's schools at the last check of a month; `province` null is the country's.

    A caller of some provinces sees these and the country's average, of the other provinces nothing.
    """

    province = serializers.IntegerField(source="province_id", allow_null=True, read_only=True)

    class Meta:
        model = QualityMonth
        fields = [
            "id", "province", "month", "score", "schools", "missing", "stale", "contradictory", "opened", "mended", "as_of",
        ]  # fmt: skip
        read_only_fields = fields


class MonthFilter(django_filters.FilterSet):
    month = django_filters.DateFilter(help_text="The first day of a month.")
    province = WholeNumberFilter(field_name="province_id", **PROVINCE)
    country = TrueOrFalseFilter(method="of_country", help_text="The country's averages alone, or the provinces'.")

    class Meta:
        model = QualityMonth
        fields: list[str] = []

    def of_country(self, rows: Any, _name: str, value: bool) -> Any:
        return rows.filter(province__isnull=value)


class MonthList(ScopedList):
    """Averages by month: the country's and those of the caller's provinces."""

    required_scopes = {"GET": "schools:read"}
    queryset = QualityMonth.objects.all()
    serializer_class = MonthSerializer
    filterset_class = MonthFilter

    @extend_schema(
        operation_id="list_quality_months",
        summary="Average score of the caller's provinces beside the country's, by month",
        responses={200: MonthSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class QualityRunSerializer(serializers.ModelSerializer[QualityRun]):
    """A check of the register's data; `job` tells how far it is, `terms` the points, ages and owners that held."""

    by = serializers.CharField(source="by.username", read_only=True, allow_null=True, default=None)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)
    terms = serializers.DictField(read_only=True)

    class Meta:
        model = QualityRun
        fields = [
            "id", "by", "job", "as_of", "started_at", "finished_at", "terms", "schools", "items", "opened", "mended",
            "milliseconds",
        ]  # fmt: skip
        read_only_fields = fields


class QualityRunList(ScopedList):
    """Checks of the register's data, for people of the ministry who are signed in."""

    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = QualityRun.objects.select_related("by")
    serializer_class = QualityRunSerializer
    filterset_fields = ["as_of"]

    @extend_schema(
        operation_id="list_quality_checks",
        summary="Checks of the register's data",
        responses={200: QualityRunSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="start_quality_check",
        summary="Have the data of all schools checked now; 409 while another check runs",
        parameters=[IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={201: QualityRunSerializer, **problems(400, 409, 413, 415)},
    )
    @once
    def post(self, request: Request) -> Response:
        checked(forms.Form, request.data or {})
        return Response(QualityRunSerializer(start_quality_check(by=request.user, on=localdate())).data, status=201)


def _run(request: Request, pk: int) -> QualityRun:
    return get_object_or_404(QualityRun.objects.visible_to(request.user).select_related("by"), pk=pk)


class QualityRunDetail(Tagged, APIView):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_quality_check",
        summary="One check of the register's data",
        responses={200: QualityRunSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(QualityRunSerializer(_run(request, pk)).data)


class StopQualityRun(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="stop_quality_check",
        summary="Stop a check that waits or runs; items and scores stay as they were",
        parameters=[IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={
            200: OpenApiResponse(QualityRunSerializer, "The check afterwards."),
            **problems(400, 404, 409, 413, 415),
        },
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        run = _run(request, pk)
        checked(forms.Form, request.data or {})
        return Response(QualityRunSerializer(stop_quality_check(run, by=request.user, on=localdate())).data)
