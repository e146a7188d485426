"""The works of centres, and the events that they announced, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Coalesce

from accounts.models import Province, User
from centers.choices.countries import COUNTRIES
from centers.choices.works import Channel, Currency, Reach, WorkKind, WorkStatus
from centers.models import Work
from schools.models import Field
from workflow.listing import Column, Listing

from .centers import FieldChoice

FIRST_YEAR = 2024  # of the directive
ALL = ("", "Tümü")


class WorkFilter(forms.Form):
    q = forms.CharField(label="Çalışma, merkez veya kuruluş", required=False)
    tur = forms.ChoiceField(label="Tür", choices=[ALL, *WorkKind.choices], required=False)
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    yil = forms.IntegerField(label="Yıl", min_value=FIRST_YEAR, max_value=2100, required=False)
    ulke = forms.ChoiceField(label="Ülke", choices=[ALL, *COUNTRIES.items()], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[ALL, *WorkStatus.choices], required=False)


class EventFilter(forms.Form):
    q = forms.CharField(label="Etkinlik veya yer", required=False)
    alan = FieldChoice(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    ulke = forms.ChoiceField(label="Ülke", choices=[ALL, *COUNTRIES.items()], required=False)
    gecmis = forms.BooleanField(label="Günü geçenler de", required=False)


def _filtered(rows: Any, given: Mapping[str, Any]) -> Any:
    """The filters that works and events share."""
    if given.get("alan"):
        rows = rows.in_field(given["alan"])
    if given.get("ulke"):
        rows = rows.in_country(given["ulke"])
    return rows


def _works(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = _filtered(Work.objects.visible_to(user), given)
    if given.get("tur"):
        rows = rows.filter(kind=given["tur"])
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("il"):
        rows = rows.filter(center__school__province=given["il"])
    if given.get("yil"):
        rows = rows.in_year(given["yil"])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(
            Q(title__icontains=said)
            | Q(center__name__icontains=said)
            | Q(partner_name__icontains=said)
            | Q(partner__name__icontains=said)
        )
    rows = rows.select_related("center__school__province", "partner", "responsible")
    return rows.annotate(
        field_names=_field_names(),
        partner_text=Coalesce(F("partner__name"), F("partner_name"), output_field=TextField()),
    )


def _events(user: User, given: Mapping[str, Any], on: date) -> Any:
    """Announced events are there for whoever is signed in; the first to come stands first."""
    rows = _filtered(Work.objects.announced(), given)
    if not given.get("gecmis"):
        rows = rows.filter(Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on))
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(title__icontains=said) | Q(place__icontains=said))
    rows = rows.select_related("center__school__province").annotate(field_names=_field_names())
    return rows.order_by("starts_on", "pk")


def _field_names() -> Subquery:
    """The fields that a work is about, for pages and files alike."""
    links = Work._meta.get_field("fields").remote_field.through._base_manager.filter(work=OuterRef("pk"))
    joined = StringAgg("field__name", delimiter=", ", order_by="field__code")
    return Subquery(links.order_by().values("work").annotate(joined=joined).values("joined"))


WORKS = Listing(
    "merkez-calismalari",
    "Merkez çalışmaları",
    "centers:works",
    WorkFilter,
    _works,
    (
        Column("Çalışma", "title"),
        Column("Tür", "kind", dict(WorkKind.choices)),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Alanlar", "field_names"),
        Column("İlk gün", "starts_on"),
        Column("Son gün", "ends_on"),
        Column("Durum", "status", dict(WorkStatus.choices)),
        Column("Kuruluş", "partner_text"),
        Column("Ülke", "country", COUNTRIES),
        Column("Program", "programme"),
        Column("Ulusal veya uluslararası", "reach", dict(Reach.choices)),
        Column("Bütçe", "budget"),
        Column("Para birimi", "currency", dict(Currency.choices)),
        Column("Yer", "place"),
        Column("Duyurulduğu gün", "announced_on"),
        Column("Kanal", "channel", dict(Channel.choices)),
        Column("Ulaşılan kişi", "audience"),
        Column("Sonuç", "result"),
    ),
    {"ad": "title", "gun": "starts_on", "merkez": "center__name"},
)
EVENTS = Listing(
    "merkez-etkinlikleri",
    "Duyurulan etkinlikler",
    "centers:events",
    EventFilter,
    _events,
    (
        Column("Etkinlik", "title"),
        Column("İlk gün", "starts_on"),
        Column("Son gün", "ends_on"),
        Column("Yer", "place"),
        Column("Ülke", "country", COUNTRIES),
        Column("Adres", "address"),
        Column("Alanlar", "field_names"),
        Column("Duyuran merkez", "center__name"),
        Column("Duyurulduğu gün", "announced_on"),
        Column("Durum", "status", dict(WorkStatus.choices)),
    ),
    {"gun": "starts_on", "ad": "title"},
)
