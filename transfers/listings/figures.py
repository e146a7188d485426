"""A round's result in figures: how places filled by province and field, and where its students come from; nobody's data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import Province, User
from schools.models import Field
from transfers.choices import IN_RESULTS, RunPurpose, RunStatus
from transfers.models import Placement, PlacementRun, RunProgramme, TransferRound
from workflow.listing import Column, Listing

WHOLE = IntegerField()
SHARE = DecimalField(max_digits=5, decimal_places=1)


class FiguresFilter(forms.Form):
    donem = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.filter(status__in=IN_RESULTS), required=False,
        empty_label="En son ilan edilen",
    )  # fmt: skip


def run_of(given: Mapping[str, Any]) -> PlacementRun | None:
    """The placement that stands for the round: the one of all students, not those of the waiting list."""
    rows = PlacementRun.objects.filter(status=RunStatus.ANNOUNCED).exclude(purpose=RunPurpose.WAITING)
    if given.get("donem"):
        rows = rows.filter(round=given["donem"])
    return rows.select_related("round").order_by("-round__year", "-number").first()


def _sum(rows: QuerySet[Any], path: str, amount: Any) -> Coalesce:
    """An amount over the rows whose ``path`` leads to the record."""
    of_record = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(amount=amount).values("amount")
    return Coalesce(Subquery(of_record, output_field=WHOLE), Value(0))


def _told(amounts: Mapping[int, int]) -> Case:
    """An amount that is known already, by the record's key."""
    return Case(*[When(pk=key, then=Value(amount)) for key, amount in amounts.items()], default=0, output_field=WHOLE)


def _share(part: str, whole: str) -> Case:
    """Of a hundred; nothing where there is nothing to divide by."""
    divided = Cast(F(part), DecimalField(max_digits=12, decimal_places=3)) * 100 / F(whole)
    return Case(When(**{f"{whole}__gt": 0}, then=Cast(divided, SHARE)), default=None, output_field=SHARE)


def _filled(records: QuerySet[Any], path: str, given: Mapping[str, Any]) -> Any:
    offers = RunProgramme.objects.filter(run=run_of(given))
    rows = records.annotate(
        places=_sum(offers, path, Sum("seats")),
        placed=_sum(offers, path, Sum("placed")),
        asked=_sum(offers, path, Sum("asked")),
    )
    return rows.filter(places__gt=0).annotate(fill=_share("placed", "places")).order_by("-places", "pk")


def _provinces(user: User, given: Mapping[str, Any], on: date) -> Any:
    return _filled(Province.objects.all(), "quota__school__province", given)


def _fields(user: User, given: Mapping[str, Any], on: date) -> Any:
    return _filled(Field.objects.all(), "quota__field", given)


def _origins(user: User, given: Mapping[str, Any], on: date) -> Any:
    """All results are looked at once and told of each province; a question of each would look at all of them again."""
    told, home = Placement.objects.filter(run=run_of(given)).order_by(), "application__school__province"
    is_placed = Q(programme__isnull=False)
    counted = told.values(home).annotate(
        students=Count("*"), placed=Count("application", filter=is_placed),
        on_first=Count("application", filter=is_placed & Q(preference=1)),
        leaving=Count("application", filter=is_placed & ~Q(programme__quota__school__province=F(home))),
    )  # fmt: skip
    found = {row.pop(home): row for row in counted}
    columns = ("students", "placed", "on_first", "leaving")
    amounts = {column: _told({key: row[column] for key, row in found.items()}) for column in columns}
    rows = Province.objects.filter(pk__in=found).annotate(**amounts)
    rows = rows.annotate(fill=_share("placed", "students"), first=_share("on_first", "students"))
    return rows.order_by("-students", "pk")


PLACES = (
    Column("Yer", "places"),
    Column("Tercih eden", "asked"),
    Column("Yerleşen", "placed"),
    Column("Doluluk (%)", "fill"),
)
SORTS = {"ad": "name", "yer": "places", "yerlesen": "placed", "oran": "fill"}
FILLED_BY_PROVINCE = Listing(
    "nakil-doluluk-il", "İllere göre doluluk", "transfers:figures", FiguresFilter, _provinces,
    (Column("Plaka", "code"), Column("İl", "name"), *PLACES), SORTS,
)  # fmt: skip
FILLED_BY_FIELD = Listing(
    "nakil-doluluk-alan", "Alanlara göre doluluk", "transfers:figures_field", FiguresFilter, _fields,
    (Column("Alan kodu", "code"), Column("Alan", "name"), *PLACES), SORTS,
)  # fmt: skip
ORIGINS = Listing(
    "nakil-geldigi-il", "Öğrencilerin geldiği iller", "transfers:figures_origin", FiguresFilter, _origins,
    (
        Column("Plaka", "code"), Column("İl", "name"), Column("Öğrenci", "students"), Column("Yerleşen", "placed"),
        Column("Yerleşen (%)", "fill"), Column("İlk tercihine yerleşen", "on_first"), Column("İlk tercih (%)", "first"),
        Column("Başka ile giden", "leaving"),
    ),
    {"ad": "name", "ogrenci": "students", "yerlesen": "placed", "oran": "fill", "ilk": "first"},
)  # fmt: skip
