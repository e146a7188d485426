"""The filters of the lists of institutions (the same as on the pages) and of fields."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.timezone import localdate

from schools.choices import SchoolKind
from schools.models import Field, School
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter


class SchoolFilter(django_filters.FilterSet):
    """``q`` forgives Turkish letters; ``open`` leaves closed institutions out, or shows only those."""

    province = WholeNumberFilter(field_name="province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81.")
    district = WholeNumberFilter(field_name="district_id", min_value=1, max_value=99_999, help_text="District code.")
    kind = django_filters.ChoiceFilter(choices=SchoolKind.choices, help_text="mtal, mesem or other.")
    attached_to_gd = TrueOrFalseFilter(help_text="Attached to the General Directorate (okul/1/2).")
    field = django_filters.CharFilter(method="teaches", help_text="Code of a field that is taught today.")
    q = django_filters.CharFilter(method="named", help_text="Words of the name in any spelling, or the code.")
    open = TrueOrFalseFilter(method="still_open", help_text="Open today, or closed.")

    class Meta:
        model = School
        fields: list[str] = []

    def teaches(self, schools: Any, name: str, value: str) -> Any:
        return schools.filter(fields__field__code=value, fields__closed_on=None, fields__is_planned=False).distinct()

    def named(self, schools: Any, name: str, value: str) -> Any:
        return schools.named(value)

    def still_open(self, schools: Any, name: str, value: bool) -> Any:
        is_open = schools.open_on(localdate())
        return is_open if value else schools.exclude(pk__in=is_open.values("pk"))


class FieldFilter(django_filters.FilterSet):
    for_mesem = TrueOrFalseFilter(help_text="Fields of vocational training centres, or the others.")

    class Meta:
        model = Field
        fields: list[str] = []
