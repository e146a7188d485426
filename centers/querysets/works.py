"""The works of centres: by who sees them, by year, field and country; and the events that were announced to all."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractYear

from centers.choices.works import AT_WORK, WorkKind

from .centers import OfCenterQuerySet


class WorkQuerySet(OfCenterQuerySet):
    def at_work(self) -> Self:
        """Neither finished nor dropped."""
        return self.filter(status__in=AT_WORK)

    def in_year(self, year: int) -> Self:
        """Those some day of which lies in the year; without a last day a work goes on."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)

    def in_field(self, field: Any) -> Self:
        """Those that are about a field."""
        links = self.model._meta.get_field("fields").remote_field.through._base_manager
        return self.filter(Exists(links.filter(work=OuterRef("pk"), field=field)))

    def in_country(self, code: str) -> Self:
        """Those that happen in a country or with an organisation there; a project by its partners."""
        partners = apps.get_model("centers", "WorkPartner")._base_manager.filter(work=OuterRef("pk"), country=code)
        return self.filter(Q(country=code) | Q(Exists(partners)))

    def counted(self) -> Any:
        """How many there are, by kind, by the year of the first day, and by state."""
        rows = self.order_by().values_list("kind", ExtractYear("starts_on"), "status")
        return rows.annotate(count=Count("pk", distinct=True))

    def announced(self) -> Self:
        """Events that a centre announced: for whoever is signed in, whatever the centre (smm/5/1/g)."""
        return self.filter(kind=WorkKind.EVENT, announced_on__isnull=False)


class OfWorkQuerySet(OfCenterQuerySet):
    path_to_center = "work__center__"
