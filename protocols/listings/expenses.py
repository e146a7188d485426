"""Expense statements and their lines as lists: filters, rows, order, and the columns of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from accounts.wording import TextWords, holding_words_of
from protocols.choices.expenses import ExpenseCategory, ExpenseStatus, Outcome
from protocols.forms.expenses import MonthField
from protocols.models import ExpenseLine, ExpenseStatement, Stakeholder
from protocols.rules.ageing import BUCKET_OF, BUCKETS
from schools.models import School
from schools.turkish import name_key
from workflow.listing import Column, Listing

STANDING: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "hazirlanan": ("Hazırlanan", lambda rows, _on: rows.filter(status=ExpenseStatus.DRAFT)),
    "yanit": ("Paydaşın yanıtı beklenen", lambda rows, _on: rows.filter(status=ExpenseStatus.SUBMITTED)),
    "odenecek": ("Ödenecek", lambda rows, _on: rows.owed()),
    "geciken": ("Ödemesi geciken", lambda rows, on: rows.late(on)),
    "itirazli": ("İtirazlı", lambda rows, _on: rows.filter(status=ExpenseStatus.DISPUTED)),
    "odenen": ("Ödenen", lambda rows, _on: rows.filter(status=ExpenseStatus.PAID)),
    "sayilan": ("Toplamlara giren", lambda rows, _on: rows.counted()),
    "geri": ("Geri çekilen", lambda rows, _on: rows.filter(status=ExpenseStatus.WITHDRAWN)),
}


def choices_of(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [("", "Tümü"), *((key, told[0]) for key, told in words.items())]


class OfStatements(forms.Form):
    """What statements and lines are both filtered by."""

    q = forms.CharField(label="Okul, kurum kodu veya paydaş", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    ilk = MonthField("İlk ay", required=False)
    son = MonthField("Son ay", required=False)
    # Set by links of other pages; shown as filters that can be taken away.
    okul = forms.ModelChoiceField(School.objects.all(), label="Okul", required=False, widget=forms.HiddenInput)
    paydas = forms.ModelChoiceField(
        Stakeholder.objects.all(), label="Paydaş", required=False, widget=forms.HiddenInput
    )


class StatementFilter(OfStatements):
    durum = forms.ChoiceField(label="Durum", choices=choices_of(STANDING), required=False)
    gecikme = forms.ChoiceField(
        label="Gecikme", choices=[("", "Tümü"), *((b.key, b.words) for b in BUCKETS)], required=False
    )
    protokol = forms.RegexField(r"^[0-9]{1,9}$", label="Protokol no", required=False, widget=forms.HiddenInput)
    field_order = ["q", "durum", "gecikme", "il", "ilk", "son"]


class LineFilter(OfStatements):
    tur = forms.ChoiceField(label="Gider türü", choices=[("", "Tümü"), *ExpenseCategory.choices], required=False)
    field_order = ["q", "tur", "il", "ilk", "son"]


def narrowed(rows: Any, given: Mapping[str, Any], path: str = "") -> Any:
    """Those of a school, province, stakeholder or span of months; ``path`` leads to the statement."""
    asked = {
        "school__province": given.get("il"),
        "school": given.get("okul"),
        "stakeholder": given.get("paydas"),
        "month__gte": given.get("ilk"),
        "month__lte": given.get("son"),
        "protocol": given.get("protokol"),
    }
    rows = rows.filter(**{f"{path}{name}": value for name, value in asked.items() if value})
    if given.get("q"):
        found = Q(**{f"{path}school__in": School.objects.named(given["q"]).values("pk")})
        if words := holding_words_of(name_key(given["q"])):
            parties = Stakeholder.objects.alias(words=TextWords("name")).filter(words=words)
            found |= Q(**{f"{path}stakeholder__in": parties.values("pk")})
        rows = rows.filter(found)
    return rows


def due_in(rows: Any, bucket: str, on: date) -> Any:
    """The late ones of one age."""
    first, last = BUCKET_OF[bucket].due_between(on)
    rows = rows.late(on).filter(due_on__lte=last)
    return rows.filter(due_on__gte=first) if first else rows


def _statements(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = ExpenseStatement.objects.visible_to(user).with_left().select_related("school__province", "stakeholder")
    if given.get("durum"):
        rows = STANDING[given["durum"]][1](rows, on)
    if given.get("gecikme"):
        rows = due_in(rows, given["gecikme"], on)
    return narrowed(rows.defer("handed_in", "handed_in_before"), given)


def _lines(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = ExpenseLine.objects.visible_to(user).counted().order_by("-statement__month", "-statement", "pk")
    if given.get("tur"):
        rows = rows.filter(category=given["tur"])
    return narrowed(rows.select_related("statement__school", "statement__stakeholder"), given, "statement__")


EXPENSES = Listing(
    "giderler",
    "Gider bildirimleri",
    "protocols:expenses",
    StatementFilter,
    _statements,
    (
        Column("Bildirim no", "pk"),
        Column("Ay", "month"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Paydaş", "stakeholder__name"),
        Column("Protokol", "protocol__title"),
        Column("Personel gideri", "staff"),
        Column("Cari gider", "current"),
        Column("Temrinlik gideri", "consumables"),
        Column("Toplam", "total"),
        Column("Ödenen", "paid"),
        Column("Kalan", "left"),
        Column("Durum", "status", dict(ExpenseStatus.choices)),
        Column("Gönderildiği gün", "submitted_on"),
        Column("Son ödeme günü", "due_on"),
    ),
    {
        "ay": "month",
        "okul": "school__name",
        "paydas": "stakeholder__name",
        "toplam": "total",
        "kalan": "left",
        "son": "due_on",
    },
)
EXPENSE_LINES = Listing(
    "gider-kalemleri",
    "Gider kalemleri",
    "protocols:expense_lines",
    LineFilter,
    _lines,
    (
        Column("Bildirim no", "statement"),
        Column("Ay", "statement__month"),
        Column("Kurum kodu", "statement__school__code"),
        Column("Okul", "statement__school__name"),
        Column("Paydaş", "statement__stakeholder__name"),
        Column("Gider türü", "category", dict(ExpenseCategory.choices)),
        Column("Görev", "post"),
        Column("Açıklama", "description"),
        Column("Tutar", "amount"),
        Column("Belge günü", "receipt_date"),
        Column("Belge no", "receipt_number"),
        Column("İtiraz", "dispute"),
        Column("Karar", "outcome", dict(Outcome.choices)),
    ),
    {"ay": "statement__month", "okul": "statement__school__name", "tutar": "amount", "gun": "receipt_date"},
)
