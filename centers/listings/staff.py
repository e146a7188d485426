"""Assignments to centres as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q

from accounts.models import Province, User
from centers.choices.staff import PostRole, StaffStatus
from centers.models import StaffAssignment
from workflow.listing import Column, Listing


class StaffFilter(forms.Form):
    q = forms.CharField(label="Ad veya merkez", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    gorev = forms.ChoiceField(label="Görev", choices=[("", "Tümü"), *PostRole.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *StaffStatus.choices], required=False)
    bitecek = forms.BooleanField(label="Süresi dolacaklar", required=False)


def _staff(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = StaffAssignment.objects.visible_to(user).select_related("center__school__province", "post__field")
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("gorev"):
        rows = rows.filter(role=given["gorev"])
    if given.get("il"):
        rows = rows.filter(center__school__province=given["il"])
    if given.get("bitecek"):
        rows = rows.filter(pk__in=StaffAssignment.objects.ending(on, settings.CENTRE_TERM_REMINDER_DAYS).values("pk"))
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(name__icontains=said) | Q(center__name__icontains=said))
    return rows


STAFF = Listing(
    "merkez-gorevlendirmeleri",
    "Merkez görevlendirmeleri",
    "centers:staff",
    StaffFilter,
    _staff,
    (
        Column("Adı soyadı", "name"),
        Column("Görev", "role", dict(PostRole.choices)),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Atandığı alan", "appointed_field__name"),
        Column("İlk günü", "starts_on"),
        Column("Son günü", "ends_on"),
        Column("Durum", "status", dict(StaffStatus.choices)),
    ),
    {"ad": "name", "bitis": "until", "merkez": "center__name"},
)
