"""Centres as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Prefetch, Q, Subquery

from accounts.models import Province, User
from centers.choices import CenterStatus
from centers.choices.staff import PostRole
from centers.models import Center, CenterField, StaffAssignment
from schools.models import Field, School
from workflow.listing import Column, Listing


class FieldChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class CenterFilter(forms.Form):
    q = forms.CharField(label="Merkez, okul adı veya kurum kodu", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    eksik = forms.ChoiceField(
        label="Eksik görevli",
        choices=[
            ("", "Tümü"),
            (PostRole.GENERAL, "Genel koordinatörü olmayan"),
            (PostRole.ENGLISH, "İngilizce öğretmeni olmayan"),
        ],
        required=False,
    )
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *CenterStatus.choices], required=False)


def _centers(user: User, given: Mapping[str, Any], on: date) -> Any:
    current = CenterField.objects.filter(Q(until=None) | Q(until__gt=on), starts_on__lte=on).select_related("field")
    rows = (
        Center.objects.visible_to(user)
        .select_related("school__province")
        .prefetch_related(Prefetch("fields", queryset=current))
    )
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("il"):
        rows = rows.filter(school__province=given["il"])
    if given.get("alan"):
        in_field = Center.objects.working_in(given["alan"], on)
        rows = rows.filter(pk__in=in_field.order_by().values("pk"))
    if given.get("eksik"):
        serving = StaffAssignment.objects.serving(on).filter(role=given["eksik"])
        rows = rows.standing().exclude(pk__in=serving.values("center"))
    if given.get("q"):
        schools = School.objects.named(given["q"]).values("pk")
        rows = rows.filter(Q(school__in=schools) | Q(name__icontains=given["q"].strip()))
    return rows.annotate(field_names=_names_of_fields(on))


def _names_of_fields(on: date) -> Subquery:
    """The fields in which a centre works on the day, for the file."""
    current = CenterField.objects.filter(Q(until=None) | Q(until__gt=on), starts_on__lte=on, center=OuterRef("pk"))
    joined = StringAgg("field__name", delimiter=", ", order_by="field__code")
    return Subquery(current.order_by().values("center").annotate(joined=joined).values("joined"))


CENTERS = Listing(
    "merkezler",
    "Merkezler",
    "centers:list",
    CenterFilter,
    _centers,
    (
        Column("Merkez", "name"),
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Alanlar", "field_names"),
        Column("Durum", "status", dict(CenterStatus.choices)),
        Column("Kuruluş günü", "founded_on"),
        Column("Kapanış günü", "closed_on"),
        Column("Zorunlu çalışma gerektiren yerde", "is_compulsory_service_place"),
        Column("Telefon", "phone"),
        Column("Web sitesi", "website"),
    ),
    {"ad": "name", "il": "school__province__name", "kurulus": "founded_on"},
)
