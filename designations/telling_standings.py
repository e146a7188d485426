"""What a check of the country changed, told once: the General Directorate of the country, each province of its own schools."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES
from accounts.models import Province
from workflow.notices import tell

from .choices import StandingKind
from .models import CountryCheck
from .telling import ministry, people_on

TOLD = {
    StandingKind.OPEN: "yeni fırsat",
    StandingKind.LOST: "koşulunu yitiren belirleme",
    StandingKind.NEAR: "tek ölçütü eksik kalan",
    StandingKind.UNKNOWN: "bilgisi eksik kalan",
}


def told_changes(check: CountryCheck) -> None:
    """One notice each, however often the task runs; nothing where nothing changed."""
    rows = check.changes.order_by().values_list("school__province", "after")
    by_province: dict[int, Counter[str]] = {}
    for province, after in rows:
        by_province.setdefault(province, Counter())[after] += 1
    if not by_province:
        return
    address = f"{reverse('designations:standing_changes')}?tarama={check.pk}"
    occasion = f"country-check-{check.pk}"
    whole = sum(by_province.values(), Counter())
    tell(ministry(check.as_of), _words("Ülkede", whole), address, occasion=occasion)
    names = Province.objects.in_bulk(by_province)
    for province, counted in by_province.items():
        people = people_on(Q(role__in=PROVINCE_ROLES, province=province), check.as_of)
        tell(people, _words(f"{names[province].name}:", counted), address, occasion=occasion)


def _words(where: str, counted: Counter[str]) -> str:
    parts = [f"{counted[kind]} {words}" for kind, words in TOLD.items() if counted[kind]]
    more = f" ({', '.join(parts)})" if parts else ""
    return f"{where} {counted.total()} belirleme durumu değişti{more}."
