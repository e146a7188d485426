"""Who has not reported a year, over REST: the centres, and how many they are by province (smm/11/2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.schema import problems
from centers.models import Center
from centers.models.plans import FIRST_YEAR
from centers.querysets import not_reported
from workflow.api.filtering import WholeNumberFilter
from workflow.api.problems import Faults

from .centers import READ, ROWS, CenterSerializer

LAST_YEAR = 2100
YEAR = OpenApiParameter(
    "year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, description="The last one that is over, unless said."
)  # fmt: skip


def of_year(rows: Any, year: int) -> Any:
    return not_reported(rows, year, last_of_year=date(year, 12, 31))


class MissingFilter(django_filters.FilterSet):
    year = WholeNumberFilter(
        method="missing",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="The last one that is over, unless said.",
    )
    province = WholeNumberFilter(field_name="school__province_id", min_value=1, max_value=81)

    class Meta:
        model = Center
        fields: list[str] = []

    def missing(self, rows: QuerySet[Center], name: str, value: int) -> Any:
        return of_year(rows, int(value))


class MissingReports(ScopedList):
    """Centres that were open in the year and have sent no report of it; one that was returned waits until it is sent again."""

    required_scopes = {"GET": READ}
    queryset = ROWS
    serializer_class = CenterSerializer
    filterset_class = MissingFilter

    def get_queryset(self) -> QuerySet[Center]:
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False) or self.request.query_params.get("year"):
            return rows  # type: ignore[no-any-return]
        return of_year(rows, localdate().year - 1)  # type: ignore[no-any-return]

    @extend_schema(
        operation_id="list_centers_without_report",
        summary="Centres that have not sent the report of a year (smm/11/2)",
        responses={200: CenterSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class MissingInProvinceSerializer(serializers.Serializer[Any]):
    province = serializers.IntegerField(help_text="Plate code.")
    name = serializers.CharField()
    count = serializers.IntegerField()


class MissingFiguresSerializer(serializers.Serializer[Any]):
    """Provinces in which no report is missing are absent."""

    year = serializers.IntegerField()
    total = serializers.IntegerField()
    provinces = MissingInProvinceSerializer(many=True)


class YearQuery(forms.Form):
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)


class MissingFigures(Tagged):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="count_centers_without_report",
        summary="How many centres have not sent the report of a year, by province (smm/11/2)",
        parameters=[YEAR],
        responses={200: MissingFiguresSerializer, **problems(400)},
    )
    def get(self, request: Request) -> Response:
        form = YearQuery(request.query_params)
        if not form.is_valid():
            raise Faults([{"path": name, "message": " ".join(map(str, said))} for name, said in form.errors.items()])
        year = form.cleaned_data["year"] or localdate().year - 1
        rows = of_year(Center.objects.visible_to(request.user), year)
        counted = rows.order_by().values("school__province", "school__province__name").annotate(count=Count("pk"))
        provinces = [
            {"province": one["school__province"], "name": one["school__province__name"], "count": one["count"]}
            for one in counted.order_by("school__province")
        ]
        shape = {"year": year, "total": sum(one["count"] for one in provinces), "provinces": provinces}
        return Response(MissingFiguresSerializer(shape).data)
