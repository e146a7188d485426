"""The specialised schools of a school year with the state of their follow-up reports, as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from designations.choices import HANDED_IN, ReportStatus
from designations.models.yearly import FIRST_YEAR
from designations.yearly import schools_of, year_at_hand
from schools.querysets import of_named
from workflow.listing import Column, Listing

MISSING, NOT_BEGUN = "eksik", "yok"
STATES = [("", "Tümü"), (MISSING, "Rapor göndermeyenler"), (NOT_BEGUN, "Rapora başlamayanlar"), *ReportStatus.choices]


class YearlyFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    yil = forms.IntegerField(
        label="Öğretim yılı (başladığı yıl)", required=False, min_value=FIRST_YEAR, max_value=2100
    )
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Rapor", choices=STATES, required=False)


def year_asked(given: Mapping[str, Any], on: date) -> int:
    """The school year of the list: that of the filter, else the one whose report is at hand."""
    return int(given.get("yil") or year_at_hand(on))


def _schools(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = schools_of(year_asked(given, on), user)
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("durum") == MISSING:
        rows = rows.filter(~Q(report_status__in=sorted(HANDED_IN)) | Q(report_status=None))
    elif given.get("durum") == NOT_BEGUN:
        rows = rows.filter(report_status=None)
    elif given.get("durum"):
        rows = rows.filter(report_status=given["durum"])
    if given.get("q"):
        rows = of_named(rows, given["q"])
    return rows.order_by("school__province__name", "school__name", "pk")


YEARLY = Listing(
    "ihtisas-okullari",
    "İhtisas okullarının izleme raporları",
    "designations:follow_up_reports",
    YearlyFilter,
    _schools,
    (
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Belirlendiği gün", "starts_on"),
        Column("Rapor", "report_status", {None: "Başlanmadı", **dict(ReportStatus.choices)}),
        Column("Gönderildiği gün", "reported_on"),
    ),
    {"okul": "school__name", "il": "school__province__name", "gonderim": "reported_on"},
)
