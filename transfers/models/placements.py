"""What a run says of each application: kept some hundreds together, looked at one by one.

A run of a million students takes a thousand rows instead of a million with an index of their own (docs/adr/0031).
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact, IsNull

from transfers.querysets import PlacementQuerySet

from .runs import WHILE_COMPUTED, PlacementRun, RunProgramme


class Span(Func):
    """The keys from the first to the last, both included."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = BigIntegerRangeField()


def _last(array: str) -> Func:
    return Func(
        F(array), template="(%(expressions)s)[cardinality(%(expressions)s)]", output_field=models.BigIntegerField()
    )


def _length(octets: str) -> Func:
    return Func(F(octets), function="length", output_field=models.IntegerField())


def _zeros(array: str, kind: str) -> Func:
    """Where they stand."""
    return Func(
        F(array),
        template=f"array_positions(%(expressions)s, 0::{kind})",
        output_field=ArrayField(models.IntegerField()),
    )


def _null_in(array: str) -> Func:
    return Func(F(array), template="array_position(%(expressions)s, NULL)", output_field=models.IntegerField())


def _numbers(kind: type[models.Field[Any, Any]], label: str) -> ArrayField[Any, Any]:
    return ArrayField(kind(), verbose_name=label)


class PlacementPart(models.Model):
    """Results of a run for applications whose keys follow each other; written by COPY and never changed.

    The n-th of ``applications`` is placed in the n-th of ``programmes`` (:class:`RunProgramme`) on the n-th of ``preferences``, or
    both are 0. ``ranks``: for each of its preferences its place, from 1, among all who ask; those of the n-th end at the n-th of
    ``ends``. ``merits``: of each the score and tie values that went in, in millionths, eight bytes each.
    """

    run = models.ForeignKey(
        PlacementRun, on_delete=models.PROTECT, related_name="parts", db_index=False, verbose_name="yerleştirme"
    )
    first = models.BigIntegerField("ilk başvuru")
    last = models.BigIntegerField("son başvuru")
    applications = _numbers(models.BigIntegerField, "başvurular")
    programmes = _numbers(models.BigIntegerField, "yerleştikleri yerler")
    preferences = _numbers(models.SmallIntegerField, "yerleştikleri tercihler")
    ends = _numbers(models.IntegerField, "sıralarının bittiği yerler")
    ranks = _numbers(models.IntegerField, "sıralar")
    merits = models.BinaryField("puan ve eşitlik değerleri")

    class Meta:
        verbose_name = "Yerleştirme sonuçlarının bölümü"
        verbose_name_plural = "Yerleştirme sonuçlarının bölümleri"
        ordering = ["run", "first"]
        constraints = [
            ExclusionConstraint(
                name="placementpart_once_a_run",
                expressions=[("run", RangeOperators.EQUAL), (Span("first", "last"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(first=F("applications__0"), last=_last("applications")),
                name="placementpart_between_its_keys",
            ),
            models.CheckConstraint(
                condition=Q(programmes__len=F("applications__len"), preferences__len=F("applications__len"))
                & Q(ends__len=F("applications__len"), ranks__len=_last("ends"), applications__len__gt=0)
                & Q(Exact(Mod(_length("merits"), "applications__len"), 0)),
                name="placementpart_of_equal_lengths",
            ),
            models.CheckConstraint(
                condition=Q(
                    *[IsNull(_null_in(array), True) for array in ("applications", "programmes", "preferences")]
                ),
                name="placementpart_of_numbers",
            ),
            models.CheckConstraint(
                condition=Q(
                    Exact(_zeros("programmes", "bigint"), _zeros("preferences", "smallint")),
                    Func(F("preferences"), template="0 <= ALL (%(expressions)s)", output_field=models.BooleanField()),
                ),
                name="placementpart_on_a_preference",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_computed",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="made"),
                func=WHILE_COMPUTED,
            ),
            pgtrigger.Trigger(
                name="stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="RAISE EXCEPTION 'placement_stays' USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.first}–{self.last}"


class Placement(models.Model):
    """What one run says of one application, out of its part: a view, made by the migrations.

    ``preference``, ``programme``: where it is placed, or nothing. ``ranks``: as in the part. ``merit``: the score and tie values
    that went in, in millionths. ``span``: the keys of the part, by which it is found (:meth:`PlacementQuerySet.of`).
    """

    pk = models.CompositePrimaryKey("run_id", "application_id")
    run = models.ForeignKey(PlacementRun, on_delete=models.DO_NOTHING, related_name="+", verbose_name="yerleştirme")
    application = models.ForeignKey(
        "transfers.Application", on_delete=models.DO_NOTHING, related_name="+", verbose_name="başvuru"
    )
    programme = models.ForeignKey(
        RunProgramme, on_delete=models.DO_NOTHING, null=True, related_name="+", verbose_name="yerleştiği yer"
    )
    preference = models.PositiveSmallIntegerField("yerleştiği tercih", null=True)
    ranks = ArrayField(models.IntegerField(), verbose_name="sıralar")
    merit = ArrayField(models.BigIntegerField(), verbose_name="puan ve eşitlik değerleri")
    span = BigIntegerRangeField("bölümün başvuruları")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "transfers_placement"
        verbose_name = "Yerleştirme sonucu"
        verbose_name_plural = "Yerleştirme sonuçları"
        ordering = ["run", "application"]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.application_id}"
