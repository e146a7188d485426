"""What needs, programmes, activities and works of a year bring to its report, in the order of the directive (smm/5/1, smm/11/2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .models import Activity, Center, Need, Programme, Work
from .rules.reports import Table, gathers


def _needs(center: Center, year: int) -> Any:
    return Need.objects.filter(center=center, found_on__year=year).order_by("found_on", "pk")


@gathers("needs", _needs)
def needs_of_year(rows: Iterable[Need]) -> Table:
    """The needs found in the year (smm/5/1/a)."""
    found = [(one.title, one.get_kind_display(), f"{one.found_on:%d.%m.%Y}", one.get_status_display()) for one in rows]
    return Table("Tespit edilen ihtiyaçlar", ("İhtiyaç", "Türü", "Tespit günü", "Durumu"), tuple(found))


def _programmes(center: Center, year: int) -> Any:
    return Programme.objects.filter(center=center, handed_in_on__year=year).order_by("handed_in_on", "pk")


@gathers("programmes", _programmes)
def programmes_of_year(rows: Iterable[Programme]) -> Table:
    """The drafts of in-service programmes that were sent in the year (smm/5/1/b)."""
    found = [(one.name, f"{one.handed_in_on:%d.%m.%Y}", one.get_status_display()) for one in rows]
    return Table("Hizmet içi eğitim programları", ("Program", "Gönderildiği gün", "Durumu"), tuple(found))


def _activities(center: Center, year: int) -> Any:
    return Activity.objects.filter(center=center, starts_on__year=year).order_by("starts_on", "pk")


@gathers("activities", _activities)
def activities_of_year(rows: Iterable[Activity]) -> Table:
    """The in-service activities that began in the year (smm/5/1/c)."""
    found = [
        (
            one.name,
            f"{one.starts_on:%d.%m.%Y} – {one.ends_on:%d.%m.%Y}",
            one.get_level_display(),
            one.get_status_display(),
        )
        for one in rows
    ]
    return Table("Hizmet içi eğitim faaliyetleri", ("Faaliyet", "Günler", "Düzeyi", "Durumu"), tuple(found))


def _works(center: Center, year: int) -> Any:
    return Work.objects.filter(center=center, starts_on__year=year).order_by("kind", "starts_on", "pk")


@gathers("works", _works)
def works_of_year(rows: Iterable[Work]) -> Table:
    """Research, cooperation, projects, events and promotion that began in the year (smm/5/1/ç to ğ)."""
    found = [(one.get_kind_display(), one.title, one.get_status_display(), one.result or "–") for one in rows]
    return Table("Merkezin çalışmaları", ("Tür", "Çalışma", "Durumu", "Sonuç"), tuple(found))
