"""What needs, programmes, activities and works of a year bring to its report, in the order of the directive (smm/5/1, smm/11/2)."""

from __future__ import annotations

from .models import Activity, Center, Need, Programme, Work
from .rules.reports import Table, gathers


@gathers("needs")
def needs_of_year(center: Center, year: int) -> Table | None:
    """The needs found in the year (smm/5/1/a)."""
    rows = Need.objects.filter(center=center, found_on__year=year).order_by("found_on", "pk")
    found = [(one.title, one.get_kind_display(), f"{one.found_on:%d.%m.%Y}", one.get_status_display()) for one in rows]
    return (
        Table("Tespit edilen ihtiyaçlar", ("İhtiyaç", "Türü", "Tespit günü", "Durumu"), tuple(found))
        if found
        else None
    )


@gathers("programmes")
def programmes_of_year(center: Center, year: int) -> Table | None:
    """The drafts of in-service programmes that were sent in the year (smm/5/1/b)."""
    rows = Programme.objects.filter(center=center, handed_in_on__year=year).order_by("handed_in_on", "pk")
    found = [(one.name, f"{one.handed_in_on:%d.%m.%Y}", one.get_status_display()) for one in rows]
    return (
        Table("Hizmet içi eğitim programları", ("Program", "Gönderildiği gün", "Durumu"), tuple(found))
        if found
        else None
    )


@gathers("activities")
def activities_of_year(center: Center, year: int) -> Table | None:
    """The in-service activities that began in the year (smm/5/1/c)."""
    rows = Activity.objects.filter(center=center, starts_on__year=year).order_by("starts_on", "pk")
    found = [
        (
            one.name,
            f"{one.starts_on:%d.%m.%Y} – {one.ends_on:%d.%m.%Y}",
            one.get_level_display(),
            one.get_status_display(),
        )
        for one in rows
    ]
    columns = ("Faaliyet", "Günler", "Düzeyi", "Durumu")
    return Table("Hizmet içi eğitim faaliyetleri", columns, tuple(found)) if found else None


@gathers("works")
def works_of_year(center: Center, year: int) -> Table | None:
    """Research, cooperation, projects, events and promotion that began in the year (smm/5/1/ç to ğ)."""
    rows = Work.objects.filter(center=center, starts_on__year=year).order_by("kind", "starts_on", "pk")
    found = [(one.get_kind_display(), one.title, one.get_status_display(), one.result or "–") for one in rows]
    return Table("Merkezin çalışmaları", ("Tür", "Çalışma", "Durumu", "Sonuç"), tuple(found)) if found else None
