"""The lists of schools, dossiers and designations: filters, rows, order, and the columns of their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province, User
from designations.choices import OPEN_STATUSES, DesignationType, DossierStatus
from designations.models import Designation, Dossier
from schools.choices import SchoolKind
from schools.models import School
from schools.querysets import of_named
from workflow.listing import Column, Listing


class SchoolFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *SchoolKind.choices], required=False)


def _schools(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = School.objects.visible_to(user).select_related("province", "district")
    if given.get("il"):
        # Of one province, the order by name alone is the same, and an index has it.
        rows = rows.filter(province=given["il"]).order_by("name", "pk")
    if given.get("tur"):
        rows = rows.filter(kind=given["tur"])
    return rows.named(given["q"]) if given.get("q") else rows


SCHOOLS = Listing(
    "okullar",
    "Okullar",
    "designations:schools",
    SchoolFilter,
    _schools,
    (
        Column("Kurum kodu", "code"),
        Column("Okul", "name"),
        Column("Tür", "kind", dict(SchoolKind.choices)),
        Column("İl", "province__name"),
        Column("İlçe", "district__name"),
        Column("Genel Müdürlüğe bağlı", "attached_to_gd"),
        Column("Eğitim bölgesi", "education_region__name"),
        Column("Kapanış", "closed_on"),
    ),
    {"ad": "name", "il": "province__name", "kod": "code"},
)


class DossierFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(
        label="Durum", choices=[("", "Tümü"), ("acik", "Açık olanlar"), *DossierStatus.choices], required=False
    )
    ozellik = forms.ChoiceField(label="Özellik", choices=[("", "Tümü"), *DesignationType.choices], required=False)


def _dossiers(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = Dossier.objects.visible_to(user).select_related("school__province")
    if given.get("durum") == "acik":
        rows = rows.filter(status__in=OPEN_STATUSES)
    elif given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("ozellik"):
        rows = rows.filter(type=given["ozellik"])
    return of_named(rows, given["q"]) if given.get("q") else rows


DOSSIERS = Listing(
    "dosyalar",
    "Dosyalar",
    "designations:dossiers",
    DossierFilter,
    _dossiers,
    (
        Column("Dosya no", "pk"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Özellik", "type", dict(DesignationType.choices)),
        Column("Durum", "status", dict(DossierStatus.choices)),
        Column("Durumun başladığı gün", "state_since"),
        Column("Gönderim", "submitted_on"),
    ),
    {"okul": "school__name", "durum": "status", "gonderim": "submitted_on"},
)


class DesignatedFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    ozellik = forms.ChoiceField(label="Özellik", choices=[("", "Tümü"), *DesignationType.choices], required=False)


def _designated(_user: User, given: Mapping[str, Any], on: date) -> Any:
    """Open to everybody, so the scope of who asks does not matter."""
    rows = Designation.objects.in_force(on).select_related("school__province", "school__district")
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("ozellik"):
        rows = rows.filter(type=given["ozellik"])
    if given.get("q"):
        rows = of_named(rows, given["q"])
    return rows.order_by("school__province__name", "school__name", "pk")


DESIGNATED = Listing(
    "belirlenen-okullar",
    "Belirlenen okullar",
    "desk:designated",
    DesignatedFilter,
    _designated,
    (
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("İlçe", "school__district__name"),
        Column("Özellik", "type", dict(DesignationType.choices)),
        Column("Yürürlük başlangıcı", "starts_on"),
    ),
)
