"""Yearly plans, their indicators, reports, and the centres that have not reported, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Province, User
from centers.choices import ChainStatus
from centers.models import Center, PlanIndicator, PlanReopening, YearlyPlan, YearlyReport
from centers.models.plans import FIRST_YEAR
from centers.querysets import not_reported
from schools.models import Field
from workflow.listing import Column, Listing

from .centers import FieldChoice

KINDS = dict(PlanIndicator._meta.get_field("kind").choices or ())


class ChainFilter(forms.Form):
    q = forms.CharField(label="Merkezin adı", required=False)
    yil = forms.IntegerField(label="Yıl", required=False, min_value=FIRST_YEAR, max_value=2100)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Nerede", choices=[("", "Tümü"), *ChainStatus.choices], required=False)


class ReportFilter(ChainFilter):
    geciken = forms.BooleanField(label="Günü geçenler", required=False)


class ReopeningFilter(ChainFilter):
    bende = forms.BooleanField(label="Sırası bende olanlar", required=False)


class IndicatorFilter(forms.Form):
    q = forms.CharField(label="Gösterge veya merkez", required=False)
    yil = forms.IntegerField(label="Yıl", required=False, min_value=FIRST_YEAR, max_value=2100)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    eksik = forms.BooleanField(label="Gerçekleşeni yazılmamış", required=False)


class MissingFilter(forms.Form):
    yil = forms.IntegerField(label="Yıl", required=False, min_value=FIRST_YEAR, max_value=2100)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _narrowed(rows: Any, given: Mapping[str, Any], year: str = "year") -> Any:
    rows = rows.exclude(status=ChainStatus.DROPPED) if given.get("durum") != ChainStatus.DROPPED else rows
    asked = {"status": given.get("durum"), year: given.get("yil"), "center__school__province": given.get("il")}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.filter(center__name__icontains=given["q"].strip()) if given.get("q") else rows


def _plans(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = YearlyPlan.objects.visible_to(user).select_related("center__school__province")
    # Of the rows of a page alone, instead of joining the indicators of all plans.
    own = PlanIndicator.objects.filter(plan=OuterRef("pk")).order_by()
    counts = {"indicator_count": _counted(own), "realised_count": _counted(own.exclude(realised=None))}
    return _narrowed(rows, given).order_by("-year", "-pk").annotate(**counts)


def _counted(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.values("plan").annotate(n=Count("*")).values("n")), 0)


def _reopenings(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = PlanReopening.objects.visible_to(user).select_related("center__school__province", "plan", "author")
    found = _narrowed(rows, given, "plan__year")
    return found.under_way().waiting_for(user, on) if given.get("bende") else found


def _reports(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = YearlyReport.objects.visible_to(user).select_related("center__school__province").with_day()
    found = _narrowed(rows, given)
    return found.overdue(on) if given.get("geciken") else found


def _indicators(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = PlanIndicator.objects.visible_to(user).exclude(plan__status=ChainStatus.DROPPED)
    rows = rows.select_related("plan__center__school__province", "field", "of_guide", "target")
    asked = {
        "plan__year": given.get("yil"), "plan__center__school__province": given.get("il"), "field": given.get("alan"),
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if given.get("eksik"):
        rows = rows.filter(realised=None)
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(name__icontains=said) | Q(plan__center__name__icontains=said))
    # By the keys beside each other: by the records, each would be joined once more for its own order.
    return rows.order_by("-plan__year", "-plan_id", "target__aim_id", "target_id", "pk")


def year_asked(given: Mapping[str, Any], on: date) -> int:
    """The year of the list: that of the filter, else the last one that is over."""
    return int(given.get("yil") or on.year - 1)


def _missing(user: User, given: Mapping[str, Any], on: date) -> Any:
    year = year_asked(given, on)
    rows = Center.objects.visible_to(user).select_related("school__province")
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    return not_reported(rows, year, last_of_year=date(year, 12, 31))


OF_CENTER = (
    Column("Merkez", "center__name"),
    Column("Kurum kodu", "center__school__code"),
    Column("İl", "center__school__province__name"),
    Column("Yıl", "year"),
    Column("Nerede", "status", dict(ChainStatus.choices)),
    Column("Bu durumda", "state_since"),
    Column("Gönderildiği gün", "handed_in_on"),
)
ORDERS = {"merkez": "center__name", "yil": "year"}
PLANS = Listing(
    "merkez-planlari",
    "Yıllık faaliyet planları",
    "centers:plans",
    ChainFilter,
    _plans,
    (*OF_CENTER, Column("Gösterge sayısı", "indicator_count"), Column("Gerçekleşeni yazılan", "realised_count")),
    ORDERS,
)
REOPENINGS = Listing(
    "plan-yeniden-acma-istekleri",
    "Planların yeniden açılması istekleri",
    "centers:reopenings",
    ReopeningFilter,
    _reopenings,
    (
        *(column for column in OF_CENTER if column.path != "year"),
        Column("Yıl", "plan__year"),
        Column("Neden", "reason"),
        Column("Yazanın adı", "author__first_name"),
        Column("Yazanın soyadı", "author__last_name"),
    ),
    {"merkez": "center__name", "yil": "plan__year", "gun": "state_since"},
)
REPORTS = Listing(
    "merkez-raporlari",
    "Yıllık faaliyet raporları",
    "centers:reports",
    ReportFilter,
    _reports,
    (*OF_CENTER, Column("Son gün", "due_on"), Column("Bildirilecek bir şey olmamasının nedeni", "nothing_reason")),
    ORDERS,
)
INDICATORS = Listing(
    "merkez-gostergeleri",
    "Performans göstergeleri",
    "centers:indicators",
    IndicatorFilter,
    _indicators,
    (
        Column("Merkez", "plan__center__name"),
        Column("Kurum kodu", "plan__center__school__code"),
        Column("İl", "plan__center__school__province__name"),
        Column("Yıl", "plan__year"),
        Column("Hedef", "target__title"),
        Column("Kılavuz kodu", "of_guide__code"),
        Column("Gösterge", "name"),
        Column("Türü", "kind", KINDS),
        Column("Birim", "unit"),
        Column("Alan", "field__name"),
        Column("Başlangıç", "baseline"),
        Column("Hedef değer", "target_value"),
        Column("Gerçekleşen", "realised"),
        Column("Günü", "realised_on"),
        Column("Ulaşılan (%)", "share"),
    ),
    {"merkez": "plan__center__name", "yil": "plan__year", "ulasilan": "share"},
)
NOT_REPORTED = Listing(
    "merkez-rapor-vermeyenler",
    "Rapor vermeyen merkezler",
    "centers:not_reported",
    MissingFilter,
    _missing,
    (
        Column("Merkez", "name"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Telefon", "phone"),
    ),
    {"ad": "name", "il": "school__province__name"},
)
