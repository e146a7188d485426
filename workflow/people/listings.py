"""The lists of people on duty and of requests for accounts: filters, rows, order, and the columns of their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.choices import Role
from accounts.models import User
from workflow.listing import Column, Listing

from .visible import duties_visible_to


class DutyFilter(forms.Form):
    q = forms.CharField(label="Ad veya soyad", required=False)
    gorev = forms.ChoiceField(label="Görev", choices=[("", "Tümü"), *Role.choices], required=False)


def _duties(user: User, given: Mapping[str, Any], on: date) -> Any:
    """Duties that last on the day, or are to begin."""
    rows = duties_visible_to(user).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    if given.get("gorev"):
        rows = rows.filter(role=given["gorev"])
    for word in (given.get("q") or "").split():
        rows = rows.filter(Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word))
    return rows.order_by("user__first_name", "user__last_name", "pk")


# Neither addresses nor telephone numbers stand in the file: it says who is on duty, as the page does.
DUTIES = Listing(
    "gorevliler",
    "Görevliler",
    "people:overview",
    DutyFilter,
    _duties,
    (
        Column("Ad", "user__first_name"),
        Column("Soyad", "user__last_name"),
        Column("Görev", "role", dict(Role.choices)),
        Column("İl", "province__name"),
        Column("İlçe", "district__name"),
        Column("Kurum kodu", "institution_code"),
        Column("Başlangıç", "starts_on"),
        Column("Son gün", "ends_on"),
    ),
)
