"""What the API tells of a centre's work, and by what its lists are filtered."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from centers.acts import WORK
from centers.choices import WorkKind, WorkStatus
from centers.choices.countries import COUNTRIES
from centers.models import Work, WorkOutput, WorkPartner
from schools.models import Field
from workflow.api.acts import open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter

BIGGEST_KEY = 2**31 - 1


class CenterWorkPartnerSerializer(serializers.ModelSerializer[WorkPartner]):
    """`country`: ISO 3166-1 alpha-2; XC is the Turkish Republic of Northern Cyprus, XK Kosovo."""

    class Meta:
        model = WorkPartner
        fields = ["id", "name", "country", "role"]
        read_only_fields = fields


class CenterWorkOutputSerializer(serializers.ModelSerializer[WorkOutput]):
    """A file, by its name and digest, or an address."""

    file = serializers.CharField(source="file.name", default=None, allow_null=True, read_only=True)
    sha256 = serializers.CharField(source="file.sha256", default=None, allow_null=True, read_only=True)

    class Meta:
        model = WorkOutput
        fields = ["id", "title", "address", "file", "sha256", "added_on"]
        read_only_fields = fields


class CenterWorkSerializer(serializers.ModelSerializer[Work]):
    """What only one kind has is empty or null in the others. `ends_on`: the last day, included. `partner`: code of a stakeholder."""

    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    kind = serializers.ChoiceField(choices=WorkKind.choices, read_only=True)
    status = serializers.ChoiceField(choices=WorkStatus.choices, read_only=True)
    fields = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", many=True, read_only=True, help_text="Codes of the fields that the work is about."
    )
    responsible_name = serializers.CharField(source="responsible.get_full_name", read_only=True)
    partner = serializers.CharField(source="partner.code", default=None, allow_null=True, read_only=True)
    partner_name = serializers.CharField(source="partner_shown", read_only=True)

    class Meta:
        model = Work
        fields = [
            "id", "center", "school", "kind", "title", "text", "fields", "starts_on", "ends_on", "status", "revision",
            "responsible", "responsible_name", "partner", "partner_name", "country", "programme", "reach", "budget",
            "currency", "place", "address", "announced_on", "channel", "audience", "result", "finished_on", "drop_reason",
        ]  # fmt: skip
        read_only_fields = fields


class CenterWorkRecord(CenterWorkSerializer):
    partners = CenterWorkPartnerSerializer(many=True, read_only=True)
    outputs = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterWorkSerializer.Meta):
        fields = [*CenterWorkSerializer.Meta.fields, "partners", "outputs", "acts"]
        read_only_fields = fields

    @extend_schema_field(CenterWorkOutputSerializer(many=True))
    def get_outputs(self, work: Work) -> list[dict[str, Any]]:
        return [dict(CenterWorkOutputSerializer(output).data) for output in work.outputs.all()]

    def get_acts(self, work: Work) -> list[str]:
        return open_acts(WORK, work, self.context)


class CenterEventSerializer(serializers.ModelSerializer[Work]):
    """An event that a centre announced; `status` work_dropped: the centre gave it up afterwards."""

    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    center_name = serializers.CharField(source="center.name", read_only=True)
    status = serializers.ChoiceField(choices=WorkStatus.choices, read_only=True)
    fields = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)  # type: ignore[assignment]

    class Meta:
        model = Work
        fields = [
            "id", "title", "text", "starts_on", "ends_on", "place", "country", "address", "fields", "center", "center_name",
            "school", "announced_on", "status",
        ]  # fmt: skip
        read_only_fields = fields


class CountedYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    count = serializers.IntegerField()


class CountedKindSerializer(serializers.Serializer[Any]):
    """`by_year`: the year of the first day; `by_status`: how many stand so."""

    kind = serializers.ChoiceField(choices=WorkKind.choices)
    total = serializers.IntegerField()
    by_year = CountedYearSerializer(many=True)
    by_status = serializers.DictField(child=serializers.IntegerField())


class CenterWorkFiguresSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    kinds = CountedKindSerializer(many=True)


def in_field(rows: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
    field = Field.objects.filter(code=value).first()
    return rows.in_field(field) if field is not None else rows.none()  # type: ignore[attr-defined]


def in_country(rows: QuerySet[Work], name: str, value: str) -> QuerySet[Work]:
    return rows.in_country(value)  # type: ignore[attr-defined,no-any-return]


class WorkFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=WorkKind.choices)
    status = django_filters.ChoiceFilter(choices=WorkStatus.choices)
    center = WholeNumberFilter(min_value=1, max_value=BIGGEST_KEY)
    province = WholeNumberFilter(
        field_name="center__school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    field = django_filters.CharFilter(method=in_field, max_length=10, help_text="Code of a field.")
    year = WholeNumberFilter(
        method="days_in", min_value=2024, max_value=2100, help_text="Some day of it lies in the year."
    )
    country = django_filters.ChoiceFilter(method=in_country, choices=list(COUNTRIES.items()))

    class Meta:
        model = Work
        fields: list[str] = []

    def days_in(self, rows: Any, name: str, value: int) -> Any:
        return rows.in_year(int(value))


class EventFilter(django_filters.FilterSet):
    field = django_filters.CharFilter(method=in_field, max_length=10, help_text="Code of a field.")
    country = django_filters.ChoiceFilter(method=in_country, choices=list(COUNTRIES.items()))
    to_come = TrueOrFalseFilter(method="not_over", help_text="true: its last day is not over.")

    class Meta:
        model = Work
        fields: list[str] = []

    def not_over(self, rows: Any, name: str, value: bool) -> Any:
        to_come = Q(ends_on__gte=localdate()) | Q(ends_on=None, starts_on__gte=localdate())
        return rows.filter(to_come) if value else rows.exclude(to_come)
