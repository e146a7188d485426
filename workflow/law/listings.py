"""Versions of provisions as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import User
from legislation.provisions import citation_of, directives
from workflow.listing import Column, Listing
from workflow.models import ProvisionVersion

from .choices import LawEffect, LawOpenedBy, LawStatus, LawTransition
from .forms import known_provisions

ALL = ("", "Tümü")


class _Citations(dict[str, str]):
    """The citation of each provision, also of those that were added later."""

    def get(self, id: str, default: Any = None) -> str:  # type: ignore[override]
        return citation_of(id)


def _chosen() -> list[tuple[str, str]]:
    return [ALL, *known_provisions()[1:]]


class VersionFilter(forms.Form):
    q = forms.CharField(label="Değiştiren yönergenin adı veya sayısı", required=False, max_length=100)
    yonerge = forms.ChoiceField(
        label="Yönerge", choices=[ALL, *((one.id, one.short) for one in directives().values())], required=False
    )
    hukum = forms.ChoiceField(label="Hüküm", choices=_chosen, required=False)
    durum = forms.ChoiceField(label="Durum", choices=[ALL, *LawStatus.choices], required=False)
    etki = forms.ChoiceField(label="Ne değişti", choices=[ALL, *LawEffect.choices], required=False)


def _versions(user: User, given: Mapping[str, Any], _on: date) -> Any:
    rows = ProvisionVersion.objects.visible_to(user).select_related("prepared_by", "published_by")
    asked = {"provision": "hukum", "status": "durum", "effect": "etki"}
    rows = rows.filter(**{path: given[name] for path, name in asked.items() if given.get(name)})
    if given.get("yonerge"):
        rows = rows.filter(provision__startswith=f"{given['yonerge']}/")
    if given.get("q"):
        rows = rows.filter(Q(directive__icontains=given["q"]) | Q(number__icontains=given["q"]))
    return rows.order_by("-begins", "-pk")


PROVISION_VERSIONS = Listing(
    "hukum-surumleri",
    "Hüküm sürümleri",
    "desk:provision_versions",
    VersionFilter,
    _versions,
    (
        Column("Hüküm", "provision", _Citations()),
        Column("Ne değişti", "effect", dict(LawEffect.choices)),
        Column("Kısaca", "summary"),
        Column("Durum", "status", dict(LawStatus.choices)),
        Column("Yürürlük başlangıcı", "begins"),
        Column("Değiştiren yönerge", "directive"),
        Column("Sayısı", "number"),
        Column("Tarihi", "dated_on"),
        Column("Geçiş", "transition", dict(LawTransition.choices)),
        Column("Önce açılmış sayılmanın ölçüsü", "opened_by", dict(LawOpenedBy.choices)),
        Column("Eski hükmün son günü", "keeps_until"),
        Column("Yayımlandığı gün", "published_on"),
    ),
    {"hukum": "provision", "gun": "begins", "yayim": "published_on"},
)
