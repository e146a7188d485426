"""Stakeholders as a list: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, CharField, Count, Func, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Right

from accounts.models import Province, User
from protocols.choices import StakeholderKind
from protocols.choices.sectors import SECTOR_CHOICES
from protocols.choices.stakeholders import StakeholderStatus
from protocols.models import Protocol, Stakeholder
from schools.turkish import name_key
from workflow.listing import Column, Listing

WITH_PROTOCOL, WITHOUT_PROTOCOL = "var", "yok"
DIGITS_SHOWN = 2


class StakeholderFilter(forms.Form):
    q = forms.CharField(label="Kuruluş adı veya kodu", required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *StakeholderStatus.choices], required=False)
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *StakeholderKind.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    sektor = forms.ChoiceField(label="Sektör", choices=[("", "Tümü"), *SECTOR_CHOICES], required=False)
    protokol = forms.ChoiceField(
        label="Yürürlükte protokolü",
        choices=[("", "Tümü"), (WITH_PROTOCOL, "Var"), (WITHOUT_PROTOCOL, "Yok")],
        required=False,
    )


def _in_force(user: User, on: date) -> Any:
    """How many protocols are in force today, of those that the user sees."""
    parties = Protocol.stakeholders.through.objects.filter(
        stakeholder=OuterRef("pk"), protocol__in=Protocol.objects.visible_to(user).in_force(on).values("pk")
    )
    counted = parties.order_by().values("stakeholder").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _stakeholders(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Stakeholder.objects.visible_to(user).select_related("province")
    # A merged record stands in the list only where its state is asked for; its code leads to the one that was kept.
    rows = rows.filter(status=given["durum"]) if given.get("durum") else rows.not_merged()
    for name, column in (("tur", "kind"), ("il", "province"), ("sektor", "nace")):
        if given.get(name):
            rows = rows.filter(**{column: given[name]})
    if asked := (given.get("q") or "").strip():
        rows = rows.of_codes([asked.upper()]) if Stakeholder.keys_of([asked.upper()]) else rows.named(name_key(asked))
    if given.get("protokol"):
        sees = Protocol.objects.visible_to(user).in_force(on).values("pk")
        parties = Protocol.stakeholders.through.objects.filter(protocol__in=sees).values("stakeholder")
        rows = rows.filter(pk__in=parties) if given["protokol"] == WITH_PROTOCOL else rows.exclude(pk__in=parties)
    return rows.annotate(in_force=_in_force(user, on), duty_code=CODE, masked=MASKED, told_phone=TOLD_PHONE)


CODE = Concat(Value("P"), Cast("pk", CharField()), output_field=CharField())
MASKED = Case(
    When(tax_number=None, then=Value("")),
    default=Concat(Value("••••••••"), Right("tax_number", DIGITS_SHOWN), output_field=CharField()),
)
TOLD_PHONE = Func(
    "phone",
    Value(r"^\+90(\d{3})(\d{3})(\d{2})(\d{2})$"),
    Value(r"(\1) \2 \3 \4"),
    function="regexp_replace",
    output_field=CharField(),
)  # the twin of schools.phones.shown_phone
STAKEHOLDERS = Listing(
    "paydaslar",
    "Paydaş kuruluşlar",
    "protocols:stakeholders",
    StakeholderFilter,
    _stakeholders,
    (
        Column("Paydaş kodu", "duty_code"),
        Column("Adı", "name"),
        Column("Türü", "kind", dict(StakeholderKind.choices)),
        Column("Vergi kimlik no (maskeli)", "masked"),
        Column("Sektör", "nace", dict(SECTOR_CHOICES)),
        Column("İl", "province__name"),
        Column("İlçe", "district__name"),
        Column("Adres", "address"),
        Column("Santral telefonu", "told_phone"),
        Column("Kurumsal e-posta", "email"),
        Column("Durum", "status", dict(StakeholderStatus.choices)),
        Column("Kapandığı gün", "closed_on"),
        Column("Yürürlükteki protokol", "in_force"),
    ),
    {"ad": "name", "tur": "kind", "il": "province__name", "protokol": "in_force"},
)
