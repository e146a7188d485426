"""Rounds as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from transfers.choices import RoundStatus
from transfers.models import TransferRound
from transfers.rules.calendar import DAYS
from workflow.listing import Column, Listing


class RoundFilter(forms.Form):
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *RoundStatus.choices], required=False)


def _rounds(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = TransferRound.objects.visible_to(user).select_related("criteria")
    return rows.filter(status=given["durum"]) if given.get("durum") else rows


ROUNDS = Listing(
    "nakil-donemleri",
    "Nakil dönemleri",
    "transfers:rounds",
    RoundFilter,
    _rounds,
    (
        Column("Öğretim yılı", "year"),
        Column("Durum", "status", dict(RoundStatus.choices)),
        Column("Ölçütler", "criteria__name"),
        *(Column(label, name) for name, label, _ in DAYS),
        Column("İlan günü", "announced_on"),
        Column("Kura sayısı", "seed"),
    ),
    {"yil": "year", "basvuru": "applications_from"},
)
