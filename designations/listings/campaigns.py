"""Control campaigns and the schools that they drew, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q

from accounts.models import Province, User
from designations.choices import CampaignStatus, ControlFinding, ControlStatus, DesignationType
from designations.models import ControlCampaign, ControlledSchool
from designations.models.yearly import FIRST_YEAR
from designations.querysets import NOT_PUBLISHED
from schools.querysets import of_named
from workflow.listing import Column, Listing

ALL = ("", "Tümü")
OVERDUE = "geciken"
STATES = [ALL, (OVERDUE, "Son günü geçenler"), *ControlStatus.choices]


class CampaignFilter(forms.Form):
    q = forms.CharField(label="Kampanyanın adı", required=False)
    yil = forms.IntegerField(
        label="Öğretim yılı (başladığı yıl)", required=False, min_value=FIRST_YEAR, max_value=2100
    )
    durum = forms.ChoiceField(label="Durum", choices=[ALL, *CampaignStatus.choices], required=False)


def _campaigns(user: User, given: Mapping[str, Any], _on: date) -> Any:
    """Each with how many of its schools the user sees, and how many of these are concluded."""
    rows = ControlCampaign.objects.visible_to(user).select_related("prepared_by", "announced_by").defer("frame")
    asked = {"school_year": "yil", "status": "durum"}
    rows = rows.filter(**{path: given[name] for path, name in asked.items() if given.get(name)})
    rows = rows.filter(title__icontains=given["q"]) if given.get("q") else rows
    own = user.scope.q("schools__designation__school__")
    done = own & Q(schools__status=ControlStatus.CONCLUDED)
    rows = rows.annotate(
        drawn=Count("schools", filter=own, distinct=True), done=Count("schools", filter=done, distinct=True)
    )
    return rows.order_by("-school_year", "-pk")


CAMPAIGNS = Listing(
    "denetim-kampanyalari",
    "Denetim kampanyaları",
    "designations:control_campaigns",
    CampaignFilter,
    _campaigns,
    (
        Column("Ad", "title"),
        Column("Öğretim yılı", "school_year"),
        Column("Durum", "status", dict(CampaignStatus.choices)),
        Column("Oran (%)", "percent"),
        Column("Seçilen okul", "drawn"),
        Column("Sonuçlanan", "done"),
        Column("Duyurulduğu gün", "announced_on"),
        Column("Son gün", "due_on"),
        Column("Kapandığı gün", "closed_on"),
    ),
    {"ad": "title", "yil": "school_year", "son-gun": "due_on"},
)


def _announced() -> Any:
    """What may be chosen from: drafts are the ministry's own."""
    return ControlCampaign.objects.exclude(status__in=NOT_PUBLISHED).defer("frame")


class ControlledFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    kampanya = forms.ModelChoiceField(label="Kampanya", queryset=_announced(), required=False, empty_label="Tümü")
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    ozellik = forms.ChoiceField(label="Özellik", choices=[ALL, *DesignationType.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=STATES, required=False)
    sonuc = forms.ChoiceField(label="Sonuç", choices=[ALL, *ControlFinding.choices], required=False)


ASKED = {
    "campaign": "kampanya",
    "designation__school__province": "il",
    "designation__type": "ozellik",
    "finding": "sonuc",
}


def _controlled(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = ControlledSchool.objects.visible_to(user).select_related("campaign", "designation__school__province")
    rows = rows.defer("campaign__frame")
    rows = rows.filter(**{path: given[name] for path, name in ASKED.items() if given.get(name)})
    if given.get("durum") == OVERDUE:
        rows = rows.overdue(on)
    elif given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("q"):
        rows = of_named(rows, given["q"], "designation__school")
    return rows.order_by("-campaign_id", "designation__school__province__name", "designation__school__name", "pk")


CONTROLLED = Listing(
    "denetlenen-okullar",
    "Denetlenen okullar",
    "designations:controlled_schools",
    ControlledFilter,
    _controlled,
    (
        Column("Kampanya", "campaign__title"),
        Column("Öğretim yılı", "campaign__school_year"),
        Column("Kurum kodu", "designation__school__code"),
        Column("Okul", "designation__school__name"),
        Column("İl", "designation__school__province__name"),
        Column("Özellik", "designation__type", dict(DesignationType.choices)),
        Column("Durum", "status", dict(ControlStatus.choices)),
        Column("Son gün", "due_on"),
        Column("Yanıtlandığı gün", "handed_in_on"),
        Column("Sonuç", "finding", {"": "", **dict(ControlFinding.choices)}),
        Column("Sonucun gerekçesi", "finding_note"),
        Column("Sonuçlandığı gün", "concluded_on"),
    ),
    {
        "okul": "designation__school__name",
        "il": "designation__school__province__name",
        "son-gun": "due_on",
        "yanit": "handed_in_on",
    },
)
