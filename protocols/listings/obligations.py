"""The calendar of duties as a list: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.models import Province, User
from protocols.choices.obligations import DutyStatus, ObligationKind, Owner
from protocols.models import ProtocolDuty
from schools.querysets import of_named
from workflow.listing import Column, Listing

STANDING: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "geciken": ("Geciken", lambda rows, on: rows.late(on)),
    "ay": ("30 gün içinde", lambda rows, on: rows.open().filter(due_on__range=(on, on + timedelta(days=30)))),
    "bekleyen": ("Bekleyen", lambda rows, _on: rows.open()),
    "yapilan": ("Yerine getirilen", lambda rows, _on: rows.filter(status=DutyStatus.FULFILLED)),
    "dusen": (
        "Vazgeçilen veya düşen",
        lambda rows, _on: rows.filter(status__in=[DutyStatus.WAIVED, DutyStatus.WITHDRAWN]),
    ),
}


class DutyFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), *((key, label) for key, (label, _) in STANDING.items())], required=False
    )
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *ObligationKind.choices], required=False)
    kim = forms.ChoiceField(label="Kim yapacak", choices=[("", "Tümü"), *Owner.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    protokol = forms.IntegerField(label="Protokol no", required=False, min_value=1)


def _duties(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = ProtocolDuty.objects.visible_to(user).select_related(
        "obligation__protocol", "obligation__stakeholder", "school"
    )
    if given.get("durum"):
        rows = STANDING[given["durum"]][1](rows, on)
    for name, column in (
        ("tur", "obligation__kind"),
        ("kim", "obligation__owner"),
        ("protokol", "obligation__protocol"),
    ):
        if given.get(name):
            rows = rows.filter(**{column: given[name]})
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    return of_named(rows, given["q"]) if given.get("q") else rows


DUTIES = Listing(
    "yukumlulukler",
    "Yükümlülük takvimi",
    "protocols:duties",
    DutyFilter,
    _duties,
    (
        Column("Gün", "due_on"),
        Column("İlk belirlenen gün", "first_due_on"),
        Column("Yükümlülük", "obligation__title"),
        Column("Tür", "obligation__kind", dict(ObligationKind.choices)),
        Column("Protokol maddesi", "obligation__clause"),
        Column("Kim yapacak", "obligation__owner", dict(Owner.choices)),
        Column("Paydaş", "obligation__stakeholder__name"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("Protokol", "obligation__protocol__title"),
        Column("Durum", "status", dict(DutyStatus.choices)),
        Column("Yerine getirildiği gün", "fulfilled_on"),
        Column("Açıklama", "note"),
    ),
    {"gun": "due_on", "okul": "school__name", "is": "obligation__title"},
)
