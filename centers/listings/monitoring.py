"""Monitoring periods as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q

from accounts.models import Province, User
from centers.choices import MonitoringStatus
from centers.models import Monitoring
from workflow.listing import Column, Listing


class MonitoringFilter(forms.Form):
    q = forms.CharField(label="Merkez veya dönem", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *MonitoringStatus.choices], required=False)


def _rows(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Monitoring.objects.visible_to(user).select_related("center__school__province")
    if given.get("il"):
        rows = rows.filter(center__school__province=given["il"])
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(title__icontains=said) | Q(center__name__icontains=said))
    still = Count("improvements", filter=Q(improvements__done_on=None), distinct=True)
    return rows.order_by("-first_day", "-pk").annotate(
        finding_count=Count("findings", distinct=True), open_count=still
    )


MONITORINGS = Listing(
    "merkez-izleme",
    "İzleme dönemleri",
    "centers:monitorings",
    MonitoringFilter,
    _rows,
    (
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Dönem", "title"),
        Column("İlk gün", "first_day"),
        Column("Son gün", "last_day"),
        Column("Durum", "status", dict(MonitoringStatus.choices)),
        Column("Bulgu sayısı", "finding_count"),
        Column("Açık iyileştirme", "open_count"),
    ),
    {"merkez": "center__name", "gun": "first_day"},
)
