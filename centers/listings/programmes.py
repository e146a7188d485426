"""In-service programmes as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Province, User
from centers.choices import ChainStatus, TargetGroup
from centers.models import Programme
from schools.models import Field
from workflow.listing import Column, Listing

from .centers import FieldChoice
from .needs import GroupsColumn


class ProgrammeFilter(forms.Form):
    q = forms.CharField(label="Program veya merkez", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    hedef = forms.ChoiceField(label="Hedef kitle", choices=[("", "Tümü"), *TargetGroup.choices], required=False)
    durum = forms.ChoiceField(label="Nerede", choices=[("", "Tümü"), *ChainStatus.choices], required=False)
    yururlukte = forms.BooleanField(label="Yürürlükte olanlar", required=False)


def _programmes(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Programme.objects.visible_to(user).select_related("center__school__province", "field")
    plain = {"il": "center__school__province", "alan": "field", "durum": "status"}
    rows = rows.filter(**{path: given[name] for name, path in plain.items() if given.get(name)})
    if given.get("yururlukte"):
        rows = rows.in_force()
    if given.get("hedef"):
        rows = rows.filter(target_groups__contains=[given["hedef"]])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(name__icontains=said) | Q(center__name__icontains=said))
    return rows


PROGRAMMES = Listing(
    "hizmet-ici-egitim-programlari",
    "Hizmet içi eğitim programları",
    "centers:programmes",
    ProgrammeFilter,
    _programmes,
    (
        Column("Program", "name"),
        Column("Sürüm", "version"),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Alan", "field__name"),
        GroupsColumn("Hedef kitle", "target_groups"),
        Column("Süre (ders saati)", "hours"),
        Column("Nerede", "status", dict(ChainStatus.choices)),
        Column("Bu durumda", "state_since"),
        Column("Onay tarihi", "decided_on"),
        Column("Onay sayısı", "decision_number"),
        Column("Yerini yeni sürümün aldığı gün", "replaced_on"),
    ),
    {"ad": "name", "merkez": "center__name", "onay": "decided_on"},
)
