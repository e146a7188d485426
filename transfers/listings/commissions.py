"""Commissions as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, F, Q

from accounts.models import Province, User
from transfers.choices import TOOK_PLACE, CommissionStatus
from transfers.models import Commission, TransferRound
from workflow.listing import Column, Listing


class CommissionFilter(forms.Form):
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.exclude(announced_on=None), required=False, empty_label="Tümü"
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *CommissionStatus.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _commissions(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Commission.objects.visible_to(user).select_related("round", "province")
    for name, path in (("donem", "round"), ("durum", "status"), ("il", "province")):
        if given.get(name):
            rows = rows.filter(**{path: given[name]})
    sits = Q(members__starts_on__lte=on) & (Q(members__ends_on__isnull=True) | Q(members__ends_on__gte=on))
    counted = rows.annotate(
        member_count=Count("members", filter=sits, distinct=True),
        sitting_count=Count("sittings", filter=Q(sittings__status__in=TOOK_PLACE), distinct=True),
    )
    return counted.order_by("-round", F("province__name").asc(nulls_first=True), "-pk")


COMMISSIONS = Listing(
    "nakil-komisyonlari",
    "Nakil komisyonları",
    "transfers:commissions",
    CommissionFilter,
    _commissions,
    (
        Column("Öğretim yılı", "round__year"),
        Column("İl (boş: merkez)", "province__name"),
        Column("Görevlendirildiği gün", "appointed_on"),
        Column("Üye", "member_count"),
        Column("Yapılan oturum", "sitting_count"),
        Column("Durum", "status", dict(CommissionStatus.choices)),
    ),
    {"yil": "round__year", "il": "province__name"},
)
