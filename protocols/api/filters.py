"""By what the list of protocols is narrowed, as on its page."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.timezone import localdate

from protocols.choices import ProtocolStatus
from protocols.dossiers import reminders_on
from protocols.models import Protocol
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter

BIGGEST_KEY = 2**31 - 1


class ProtocolFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=ProtocolStatus.choices)
    school = django_filters.CharFilter(method="of_school", help_text="Institution code.")
    province = WholeNumberFilter(
        method="of_province", min_value=1, max_value=81, help_text="Plate code of a school's province."
    )
    stakeholder = WholeNumberFilter(
        method="of_party", min_value=1, max_value=BIGGEST_KEY, help_text="Id of an organisation that is party to it."
    )
    in_force = TrueOrFalseFilter(method="stands", help_text="In force today, or not so.")
    expiring = TrueOrFalseFilter(method="stands", help_text="In force, its term ends soon; or not so.")

    class Meta:
        model = Protocol
        fields: list[str] = []

    def of_school(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(pk__in=Protocol.schools.through.objects.filter(school__code=value).values("protocol"))

    def of_province(self, rows: Any, _name: str, value: int) -> Any:
        return rows.filter(pk__in=Protocol.schools.through.objects.filter(school__province=value).values("protocol"))

    def of_party(self, rows: Any, _name: str, value: int) -> Any:
        return rows.filter(pk__in=Protocol.stakeholders.through.objects.filter(stakeholder=value).values("protocol"))

    def stands(self, rows: Any, name: str, value: bool) -> Any:
        today = localdate()
        found = Protocol.objects.in_force(today)
        if name == "expiring":
            found = Protocol.objects.expiring(today, reminders_on(today).expiring)
        return rows.filter(pk__in=found.values("pk")) if value else rows.exclude(pk__in=found.values("pk"))
