"""The shapes of the register in the API: rows of lists come straight from the query, records with their facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from schools.choices import ProgrammeType, SchoolKind
from schools.history import lasts
from schools.models import School

ROW_VALUES = (
    "pk",
    "code",
    "name",
    "kind",
    "attached_to_gd",
    "is_private",
    "province_id",
    "province__name",
    "district_id",
    "district__name",
    "education_region__name",
    "closed_on",
    "updated_at",
)


class PlaceSerializer(serializers.Serializer):
    code = serializers.IntegerField()
    name = serializers.CharField()


class SchoolRow(serializers.Serializer):
    """An institution as lists show it; made from a row of ``values()`` without building models."""

    id = serializers.IntegerField()
    code = serializers.CharField(allow_null=True, help_text="Six digits; null for one from a list without codes.")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=SchoolKind.choices)
    attached_to_gd = serializers.BooleanField(allow_null=True, help_text="null: not known.")
    is_private = serializers.BooleanField(allow_null=True)
    province = PlaceSerializer()
    district = PlaceSerializer(allow_null=True)
    education_region = serializers.CharField(allow_null=True, help_text="Eğitim bölgesi; null: not told.")
    closed_on = serializers.DateField(allow_null=True)
    updated_at = serializers.DateTimeField()

    def to_representation(self, row: dict[str, Any]) -> dict[str, Any]:
        district = row["district_id"]
        return {
            "id": row["pk"],
            "code": row["code"],
            "name": row["name"],
            "kind": row["kind"],
            "attached_to_gd": row["attached_to_gd"],
            "is_private": row["is_private"],
            "province": {"code": row["province_id"], "name": row["province__name"]},
            "district": None if district is None else {"code": district, "name": row["district__name"]},
            "education_region": row["education_region__name"],
            "closed_on": row["closed_on"],
            "updated_at": row["updated_at"],
        }


class TaughtField(serializers.Serializer):
    code = serializers.CharField(source="field.code")
    name = serializers.CharField(source="field.name")
    programme = serializers.ChoiceField(choices=ProgrammeType.choices)
    is_planned = serializers.BooleanField()
    opened_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)


class EnrolmentSerializer(serializers.Serializer):
    year = serializers.IntegerField(help_text="The year in which the school year begins.")
    grade = serializers.IntegerField(min_value=9, max_value=12)
    field = serializers.CharField(source="field.code", allow_null=True, default=None)
    girls = serializers.IntegerField(min_value=0)
    boys = serializers.IntegerField(min_value=0)


class SpaceSerializer(serializers.Serializer):
    kind = serializers.CharField()
    name = serializers.CharField()
    area = serializers.DecimalField(8, 2, allow_null=True, coerce_to_string=False, help_text="Square metres.")
    places = serializers.IntegerField(allow_null=True)
    fields_sharing = serializers.SerializerMethodField(help_text="Codes of the fields that use it (okul/5/3).")

    def get_fields_sharing(self, space: Any) -> list[str]:
        return [field.code for field in space.fields.all()]


class DormitorySerializer(serializers.Serializer):
    name = serializers.CharField()
    girls_places = serializers.IntegerField()
    girls_occupied = serializers.IntegerField(allow_null=True)
    boys_places = serializers.IntegerField()
    boys_occupied = serializers.IntegerField(allow_null=True)
    stated_on = serializers.DateField(allow_null=True)


class BoardingNeedSerializer(serializers.Serializer):
    year = serializers.IntegerField()
    girls = serializers.IntegerField()
    boys = serializers.IntegerField()


class SiteSerializer(serializers.Serializer):
    kind = serializers.CharField()
    host = serializers.CharField()
    suited_fields = serializers.SerializerMethodField(help_text="Codes; null while not examined.")
    starts_on = serializers.DateField(allow_null=True)

    def get_suited_fields(self, site: Any) -> list[str] | None:
        return [field.code for field in site.suited_fields.all()] if site.suitability_known else None


class NameSerializer(serializers.Serializer):
    name = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class SchoolRecord(serializers.Serializer):
    """An institution with its facts; ``complete`` names the sections that its directorate declared complete."""

    id = serializers.IntegerField(source="pk")
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=SchoolKind.choices)
    attached_to_gd = serializers.BooleanField(allow_null=True)
    is_private = serializers.BooleanField(allow_null=True)
    province = PlaceSerializer()
    district = PlaceSerializer(allow_null=True)
    education_region = serializers.CharField(source="education_region.name", default=None, allow_null=True)
    registration_area = serializers.CharField(source="registration_area.name", default=None, allow_null=True)
    address = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    website = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    addable_places = serializers.IntegerField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    updated_at = serializers.DateTimeField()
    names = NameSerializer(many=True)
    predecessors = serializers.SerializerMethodField(help_text="Codes of the institutions that came before.")
    successors = serializers.SerializerMethodField(help_text="Codes of the institutions that came after.")
    fields_taught = TaughtField(source="fields", many=True)
    enrolment = EnrolmentSerializer(source="enrolments", many=True)
    spaces = SpaceSerializer(many=True)
    dormitories = DormitorySerializer(many=True)
    boarding_need = BoardingNeedSerializer(source="boarding_needs", many=True)
    site = serializers.SerializerMethodField()
    complete = serializers.SerializerMethodField()

    def get_predecessors(self, school: School) -> list[str]:
        return [link.predecessor.code for link in school.successions_in.all() if link.predecessor.code]

    def get_successors(self, school: School) -> list[str]:
        return [link.successor.code for link in school.successions_out.all() if link.successor.code]

    def get_site(self, school: School) -> dict[str, Any] | None:
        on: date = self.context["on"]
        site = next((site for site in school.sites.all() if lasts(site, on)), None)
        return SiteSerializer(site).data if site else None

    def get_complete(self, school: School) -> list[str]:
        return sorted(declaration.section for declaration in school.declarations.all())


class ProvinceSerializer(serializers.Serializer):
    code = serializers.IntegerField(help_text="Plate code.")
    name = serializers.CharField()
    region = serializers.CharField()
    nuts2 = serializers.CharField()
    districts = PlaceSerializer(many=True)


class FieldSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    for_mesem = serializers.BooleanField(help_text="A field of vocational training centres.")
    branches = serializers.SerializerMethodField()
    sectors = serializers.SerializerMethodField(help_text="NACE divisions; a proposal, no official table exists.")

    def get_branches(self, field: Any) -> list[str]:
        return [branch.name for branch in field.branches.all()]

    def get_sectors(self, field: Any) -> list[dict[str, Any]]:
        return [{"nace": sector.nace, "is_primary": sector.is_primary} for sector in field.sectors.all()]
