"""Calls for coordinators, and the applications to them, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q

from accounts.models import Province, User
from centers.choices.selection import HANDED_IN, CallStatus, CandidacyStatus
from centers.choices.staff import PostRole, TeacherKind
from centers.models import PostApplication, SelectionCall
from workflow.listing import Column, Listing


class CallFilter(forms.Form):
    q = forms.CharField(label="Çağrı veya merkez", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *CallStatus.choices], required=False)


class CandidateFilter(forms.Form):
    q = forms.CharField(label="Ad veya merkez", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    gorev = forms.ChoiceField(label="Görev", choices=[("", "Tümü"), *PostRole.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *CandidacyStatus.choices], required=False)


def _calls(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = SelectionCall.objects.visible_to(user).select_related("center__school__province")
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("il"):
        rows = rows.filter(center__school__province=given["il"])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(title__icontains=said) | Q(center__name__icontains=said))
    handed_in = Q(posts__applications__status__in=HANDED_IN)
    # said here, for rows that are counted together lose the order of their model
    return rows.annotate(applied=Count("posts__applications", filter=handed_in)).order_by("-applications_until", "-pk")


def _candidates(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = PostApplication.objects.visible_to(user).select_related(
        "called__call__center__school__province", "called__field", "appointed_field"
    )
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("gorev"):
        rows = rows.filter(called__role=given["gorev"])
    if given.get("il"):
        rows = rows.filter(called__call__center__school__province=given["il"])
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(name__icontains=said) | Q(called__call__center__name__icontains=said))
    return rows.order_by("-pk")


CALLS = Listing(
    "koordinator-cagrilari",
    "Koordinatör çağrıları",
    "centers:calls",
    CallFilter,
    _calls,
    (
        Column("Çağrı", "title"),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Başvuruların ilk günü", "applications_from"),
        Column("Başvuruların son günü", "applications_until"),
        Column("Başvuru", "applied"),
        Column("Durum", "status", dict(CallStatus.choices)),
    ),
    {"gun": "applications_until", "ad": "title", "merkez": "center__name"},
)
CANDIDATES = Listing(
    "koordinatorluk-basvurulari",
    "Koordinatörlük başvuruları",
    "centers:applications",
    CandidateFilter,
    _candidates,
    (
        Column("Başvuru no", "pk"),
        Column("Adı soyadı", "name"),
        Column("Görev", "called__role", dict(PostRole.choices)),
        Column("Merkez", "called__call__center__name"),
        Column("İl", "called__call__center__school__province__name"),
        Column("Öğretmenliği", "teacher_kind", dict(TeacherKind.choices)),
        Column("Verildiği gün", "submitted_on"),
        Column("Puan", "total"),
        Column("Sıra", "rank"),
        Column("Durum", "status", dict(CandidacyStatus.choices)),
    ),
    {"ad": "name", "gun": "submitted_on", "merkez": "called__call__center__name"},
)
