"""A year's expenses by school, province or stakeholder as lists: sums by category, what was paid and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, DecimalField, F, Model, Sum

from accounts.models import Province, User
from protocols.models import ExpenseStatement, Stakeholder
from schools.models import School
from workflow.listing import Column, Listing

CATEGORIES = ("staff", "current", "consumables")
SUMS = (*CATEGORIES, "total", "paid")
MONEY = DecimalField(max_digits=16, decimal_places=2)


class TotalsFilter(forms.Form):
    yil = forms.RegexField(
        r"^20[0-9]{2}$",
        label="Yıl (boş: bu yıl)",
        required=False,
        error_messages={"invalid": "2026 gibi bir yıl yazın."},
    )
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def year_of(given: Mapping[str, Any], on: date) -> int:
    return int(given.get("yil") or on.year)


def statements_of(user: User, given: Mapping[str, Any], on: date) -> Any:
    """The year's statements that count, of the whole scope or of one province."""
    rows = ExpenseStatement.objects.visible_to(user).counted().of_year(year_of(given, on))
    return rows.filter(school__province=given["il"]) if given.get("il") else rows


def _by(model: type[Model], path: str, user: User, given: Mapping[str, Any], on: date) -> Any:
    """Records that have such statements, each with its sums; ``path`` leads from the record to its statements."""
    wanted = statements_of(user, given, on).order_by().values("pk")
    rows = model._default_manager.filter(**{f"{path}__in": wanted})
    sums = {f"{name}_sum": Sum(f"{path}__{name}", output_field=MONEY) for name in SUMS}
    rows = rows.annotate(**sums, statement_count=Count(path))
    return rows.annotate(left_sum=F("total_sum") - F("paid_sum")).order_by("-total_sum", "pk")


def _schools(user: User, given: Mapping[str, Any], on: date) -> Any:
    return _by(School, "expense_statements", user, given, on).select_related("province")


def _provinces(user: User, given: Mapping[str, Any], on: date) -> Any:
    return _by(Province, "schools__expense_statements", user, given, on)


def _stakeholders(user: User, given: Mapping[str, Any], on: date) -> Any:
    return _by(Stakeholder, "expense_statements", user, given, on)


AMOUNTS = (
    Column("Bildirim", "statement_count"),
    Column("Personel gideri", "staff_sum"),
    Column("Cari gider", "current_sum"),
    Column("Temrinlik gideri", "consumables_sum"),
    Column("Toplam", "total_sum"),
    Column("Ödenen", "paid_sum"),
    Column("Kalan", "left_sum"),
)
SORTS = {"ad": "name", "toplam": "total_sum", "odenen": "paid_sum", "kalan": "left_sum", "bildirim": "statement_count"}
BY_SCHOOL = Listing(
    "gider-toplamlari-okul",
    "Okullara göre yıllık giderler",
    "protocols:expense_totals_school",
    TotalsFilter,
    _schools,
    (Column("Kurum kodu", "code"), Column("Okul", "name"), Column("İl", "province__name"), *AMOUNTS),
    SORTS,
)
BY_PROVINCE = Listing(
    "gider-toplamlari-il",
    "İllere göre yıllık giderler",
    "protocols:expense_totals_province",
    TotalsFilter,
    _provinces,
    (Column("Plaka", "code"), Column("İl", "name"), *AMOUNTS),
    SORTS,
)
BY_STAKEHOLDER = Listing(
    "gider-toplamlari-paydas",
    "Paydaşlara göre yıllık giderler",
    "protocols:expense_totals_stakeholder",
    TotalsFilter,
    _stakeholders,
    (Column("Paydaş kodu", "pk"), Column("Paydaş", "name"), *AMOUNTS),
    SORTS,
)
