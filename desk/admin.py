"""Fills the first page of the ministry's admin: what waits, figures, the map, recent decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from designations.models import Designation

from .maps import country_map
from .waiting import figures_of, piles_of


def desk_context(request: HttpRequest) -> dict[str, Any]:
    today = localdate()
    held = Designation.objects.visible_to(request.user).in_force(today)
    by_province = dict(held.order_by().values_list("school__province").annotate(n=Count("pk")))
    changelist = reverse("admin:designations_designation_changelist")
    links = {plate: f"{changelist}?school__province__code__exact={plate}" for plate in by_province}
    return {
        "piles": piles_of(request.user, on=today),
        "figures": figures_of(request.user, on=today),
        "map": country_map(by_province, unit="okul", links=links),
        "recent": Designation.objects.select_related("school__province")[:8],
    }


admin.site.fill_desk(desk_context)
