"""The change feed: which records changed in which transaction, and how long such rows are kept."""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from workflow.choices import ChangeKind, ChangeType
from workflow.feed.querysets import ChangeQuerySet

LEAST_DAYS, MOST_DAYS, USUAL_DAYS = 7, 3650, 90


def new_era() -> int:
    """Tells this feed from one that was begun anew: 31 random bits."""
    return secrets.randbits(31)


class Change(models.Model):
    """One record's change in one transaction (``xact``), written by the database's triggers, never by Python.

    ``places``: under which keys the change is found (``p6`` province, ``d1231`` district, ``k112267`` institution,
    ``*`` everybody; empty: only who sees the whole country). ``places_left``: those that the record has left.
    """

    xact = models.BigIntegerField("veritabanı işlemi", editable=False)
    kind = models.CharField("kayıt türü", max_length=20, choices=ChangeKind.choices, editable=False)
    record = models.CharField("kayıt", max_length=40, editable=False)
    code = models.CharField("kurum kodu", max_length=6, blank=True, editable=False)
    change = models.CharField("değişiklik", max_length=10, choices=ChangeType.choices, editable=False)
    act = models.CharField("İşlem", max_length=60, blank=True, editable=False)
    on = models.DateField("İşlem günü", null=True, editable=False)
    at = models.DateTimeField("an", editable=False)
    places = ArrayField(models.CharField(max_length=12), verbose_name="yerler", default=list, editable=False)
    places_left = ArrayField(models.CharField(max_length=12), verbose_name="ayrılınan yerler", default=list)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Değişiklik"
        verbose_name_plural = "Değişiklik akışı"
        ordering = ["xact", "pk"]
        constraints = [models.UniqueConstraint(fields=["xact", "kind", "record"], name="change_once_per_transaction")]
        indexes = [
            models.Index(fields=["xact", "id"], name="change_in_order"),
            GinIndex(fields=["places"], name="change_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code or self.record}: {self.get_change_display()}"


class FeedState(models.Model):
    """One row: which feed this is, and up to where its rows are no longer kept."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    era = models.BigIntegerField("akış no", default=new_era, editable=False)
    forgotten_xact = models.BigIntegerField("silinen son işlem", default=0, editable=False)

    class Meta:
        verbose_name = "Akışın durumu"
        verbose_name_plural = "Akışın durumu"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="feedstate_is_one_row")]

    def __str__(self) -> str:
        return f"Akış {self.era}"


class FeedKeeping(models.Model):
    """From a day on, rows of the feed are kept this long (idari usul); with no row, 90 days."""

    valid_from = models.DateField("yürürlük başlangıcı", unique=True)
    days = models.PositiveSmallIntegerField(
        "saklama süresi (gün)",
        default=USUAL_DAYS,
        validators=[MinValueValidator(LEAST_DAYS), MaxValueValidator(MOST_DAYS)],
        help_text="İdari usul: Yönerge bu konuda süre öngörmez. En az 7, en çok 3650 gün.",
    )
    note = models.CharField("gerekçe", max_length=200, blank=True)

    class Meta:
        verbose_name = "Akış saklama süresi"
        verbose_name_plural = "Akış saklama süreleri"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__range=(LEAST_DAYS, MOST_DAYS)), name="feedkeeping_days_are_plausible"
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%d.%m.%Y} gününden başlayarak {self.days} gün"
