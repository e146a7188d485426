"""The list of protocols: filters, rows, order, and the columns of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from accounts.models import User
from accounts.wording import TextWords, holding_words_of
from protocols.choices import OVER, ProtocolStatus
from protocols.dossiers import reminders_on
from protocols.models import Protocol, Stakeholder
from schools.models import School
from schools.turkish import name_key
from workflow.listing import Column, Listing


class ProtocolFilter(forms.Form):
    q = forms.CharField(label="Konu, okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *ProtocolStatus.choices], required=False)
    yururluk = forms.ChoiceField(
        label="Yürürlük",
        choices=[
            ("", "Tümü"),
            ("bugun", "Bugün yürürlükte"),
            ("bitiyor", "Süresi doluyor"),
            ("girecek", "Yürürlüğe girecek"),
            ("bitti", "Süresi doldu veya sona erdi"),
        ],
        required=False,
    )


STANDING: dict[str, Callable[[Any, date], Any]] = {
    "bugun": lambda rows, on: rows.in_force(on),
    "bitiyor": lambda rows, on: rows.expiring(on, reminders_on(on).expiring),
    "girecek": lambda rows, on: rows.upcoming(on),
    "bitti": lambda rows, on: rows.filter(Q(status__in=OVER) | Q(ends_on__lt=on)),
}


def _protocols(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = Protocol.objects.visible_to(user)
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("yururluk"):
        rows = STANDING[given["yururluk"]](rows, on)
    if given.get("q"):
        named = Protocol.schools.through.objects.filter(school__in=School.objects.named(given["q"]).values("pk"))
        about = Q(pk__in=named.values("protocol"))
        words = holding_words_of(name_key(given["q"]))
        rows = rows.alias(words=TextWords("title")).filter(about | Q(words=words) if words else about)
    names = Stakeholder.objects.filter(protocols=OuterRef("pk")).order_by("name").values("name")
    codes = School.objects.filter(protocols=OuterRef("pk")).order_by("code").values("code")
    return rows.annotate(stakeholder_names=ArraySubquery(names), school_codes=ArraySubquery(codes))


PROTOCOLS = Listing(
    "protokoller",
    "Protokoller",
    "protocols:list",
    ProtocolFilter,
    _protocols,
    (
        Column("Protokol no", "pk"),
        Column("Konu", "title"),
        Column("Durum", "status", dict(ProtocolStatus.choices)),
        Column("Paydaşlar", "stakeholder_names"),
        Column("Okulların kurum kodları", "school_codes"),
        Column("İmza", "signed_on"),
        Column("Yürürlük başlangıcı", "starts_on"),
        Column("Yürürlük bitişi", "ends_on"),
        Column("Sona erdiği gün", "ended_on"),
    ),
    {"konu": "title", "durum": "status", "baslangic": "starts_on", "bitis": "ends_on"},
)
