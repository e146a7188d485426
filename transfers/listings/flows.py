"""Where the students of a round move: from the province of their school to that of their place; nobody's data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, F, Value
from django.http import QueryDict

from accounts.models import Province, User
from schools.models import Field
from transfers.choices import IN_RESULTS
from transfers.models import Application, TransferRound
from workflow.listing import Column, Listing
from workflow.listing.declaring import SORT

LEAVING, COMING = "giden", "gelen"
BY_FIELD = "alan"
HOME, PLACE = "school__province", "seat__quota__school__province"
KEYS = ("home_code", "home_name", "place_code", "place_name", "field_key", "field_name")


class FlowFilter(forms.Form):
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.filter(status__in=IN_RESULTS), required=False,
        empty_label="En son ilan edilen",
    )  # fmt: skip
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Bütün iller")
    yon = forms.ChoiceField(
        label="Yön", choices=[(LEAVING, "İlden gidenler"), (COMING, "İle gelenler")], required=False
    )
    alan = forms.ModelChoiceField(
        label="Öğrencinin alanı", queryset=Field.objects.all(), required=False, empty_label="Bütün alanlar"
    )
    satir = forms.ChoiceField(
        label="Satırlar", choices=[("", "İl çiftleri"), (BY_FIELD, "İl çiftleri ve alan")], required=False
    )


def round_of(given: Mapping[str, Any]) -> TransferRound | None:
    """The round that is asked for, or the last one with results."""
    if given.get("donem"):
        asked: TransferRound = given["donem"]
        return asked
    return TransferRound.objects.filter(status__in=IN_RESULTS).order_by("-year").first()


def _seated(user: User, given: Mapping[str, Any]) -> Any:
    """Whoever holds a place now and is seen: a province sees its own students, and those who come to its schools."""
    rows = Application.objects.visible_to(user).filter(round=round_of(given), seat__isnull=False)
    if given.get("alan"):
        rows = rows.filter(field=given["alan"])
    if given.get("il"):
        rows = rows.filter(**{PLACE if given.get("yon") == COMING else HOME: given["il"]})
    return rows.order_by()


def _flows(user: User, given: Mapping[str, Any], on: date) -> Any:
    """Groups with their counts. Distinct changes nothing of groups, and keeps lists from asking for keys of rows."""
    by_field = given.get("satir") == BY_FIELD
    rows = _seated(user, given).annotate(
        home_code=F(f"{HOME}__code"), home_name=F(f"{HOME}__name"),
        place_code=F(f"{PLACE}__code"), place_name=F(f"{PLACE}__name"),
        field_key=F("field") if by_field else Value(0), field_name=F("field__name") if by_field else Value("Bütün alanlar"),
    )  # fmt: skip
    counted = rows.values(*KEYS).annotate(students=Count("pk")).distinct()
    return counted.order_by("-students", *KEYS)


@dataclass(frozen=True)
class Grouped(Listing):
    """A list of groups, which have no key of their own: between equals their names decide."""

    def filtered(self, user: User, query: QueryDict, on: date) -> Any:
        rows = self.rows(user, self.given(query), on)
        asked = query.get(SORT, "")
        column = self.sorts.get(asked.lstrip("-"))
        return rows.order_by(f"{'-' if asked.startswith('-') else ''}{column}", *KEYS) if column else rows


FLOWS = Grouped(
    "nakil-akislari",
    "Öğrenci akışları",
    "desk:transfer_flows",
    FlowFilter,
    _flows,
    (
        Column("Öğrencinin ilinin plakası", "home_code"),
        Column("Öğrencinin ili", "home_name"),
        Column("Yerin ilinin plakası", "place_code"),
        Column("Yerin ili", "place_name"),
        Column("Öğrencinin alanı", "field_name"),
        Column("Öğrenci", "students"),
    ),
    {"giden": "home_name", "gelen": "place_name", "alan": "field_name", "ogrenci": "students"},
)


def pairs_of(user: User, given: Mapping[str, Any]) -> Counter[tuple[int, int]]:
    """How many students by the plates of their school's and their place's province, with the same filters."""
    rows = _seated(user, given).values_list(f"{HOME}__code", f"{PLACE}__code")
    return Counter({(home, place): n for home, place, n in rows.annotate(n=Count("pk"))})
