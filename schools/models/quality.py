"""How good the register's data are: items to mend, each school's score by month, the provinces' averages, and the runs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from accounts.models import Province
from schools.choices import FaultKind, ItemOwner
from schools.querysets import OfSchoolQuerySet, QualityItemQuerySet, QualityMonthQuerySet, QualityRunQuerySet
from workflow.models import Job

from .institutions import School

FIRST_OF_MONTH = Q(month__day=1)
OUT_OF_A_HUNDRED = Q(score__gte=0, score__lte=100)


class QualityRun(models.Model):
    """One look at the data of all schools; ``terms``: the points, ages and owners that held; ``is_open``: it waits or runs."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="isteyen"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="iş")
    as_of = models.DateField("hangi gün için")
    is_open = models.BooleanField("sürüyor", default=False)
    started_at = models.DateTimeField("başlangıç", default=now)
    finished_at = models.DateTimeField("bitiş", null=True)
    terms = models.JSONField("denetim değerleri", default=dict)
    schools = models.PositiveIntegerField("kurum", default=0)
    items = models.PositiveIntegerField("düzeltilecek bilgi", default=0)
    opened = models.PositiveIntegerField("yeni", default=0)
    mended = models.PositiveIntegerField("düzelen", default=0)
    milliseconds = models.PositiveIntegerField("süre (ms)", default=0)

    objects = QualityRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Veri kalitesi denetimi"
        verbose_name_plural = "Veri kalitesi denetimleri"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"], condition=Q(is_open=True), name="qualityrun_one_at_a_time",
                violation_error_message="Veri kalitesi denetimi zaten sürüyor.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at"), is_open=False),
                name="qualityrun_over_once_finished",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Veri kalitesi denetimi, {self.as_of:%d.%m.%Y}"


class QualityItem(models.Model):
    """One thing to mend in a school's entries, from the day it was first seen until the day it was gone.

    ``section`` and ``anchor``: the form and its field; ``key`` tells several items of one check apart; ``points``: what the
    check takes from the school's score, once for all its items.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="quality_items", verbose_name="kurum")
    check_id = models.CharField("denetim", max_length=40)
    kind = models.CharField("tür", max_length=15, choices=FaultKind.choices)
    key = models.CharField("anahtar", max_length=160, blank=True)
    sentence = models.CharField("düzeltilecek", max_length=400)
    section = models.CharField("bölüm", max_length=40)
    anchor = models.CharField("form alanı", max_length=80, blank=True)
    owner = models.CharField("sorumlu", max_length=10, choices=ItemOwner.choices)
    points = models.PositiveSmallIntegerField("puan")
    first_seen = models.DateField("ilk görüldüğü gün")
    gone_on = models.DateField("düzeldiği gün", null=True, blank=True)

    objects = QualityItemQuerySet.as_manager()

    class Meta:
        verbose_name = "Düzeltilecek bilgi"
        verbose_name_plural = "Düzeltilecek bilgiler"
        ordering = ["-first_seen", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "check_id", "key"], condition=Q(gone_on=None), name="qualityitem_open_once"
            ),
            models.CheckConstraint(
                condition=Q(gone_on=None) | Q(gone_on__gte=F("first_seen")), name="qualityitem_gone_after_seen"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="qualityitem_points_out_of_100"),
        ]
        indexes = [
            models.Index(fields=["-first_seen", "-id"], name="qualityitem_newest"),
            models.Index(fields=["-first_seen", "-id"], condition=Q(gone_on=None), name="qualityitem_newest_open"),
            models.Index(fields=["gone_on"], condition=Q(gone_on__isnull=False), name="qualityitem_by_day_gone"),
            models.Index(fields=["kind", "school"], condition=Q(gone_on=None), name="qualityitem_open_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.sentence}"


class QualityScore(models.Model):
    """How good a school's data were at the last run of a month, from 0 to 100, with the number of open items by kind."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="quality_scores", verbose_name="kurum")
    month = models.DateField("ay")
    score = models.PositiveSmallIntegerField("puan")
    missing = models.PositiveIntegerField("eksik", default=0)
    stale = models.PositiveIntegerField("eskimiş", default=0)
    contradictory = models.PositiveIntegerField("çelişkili", default=0)
    as_of = models.DateField("hangi gün için")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Okulun veri kalitesi"
        verbose_name_plural = "Okulların veri kalitesi"
        ordering = ["-month", "school"]
        constraints = [
            models.UniqueConstraint(fields=["school", "month"], name="qualityscore_once_a_month"),
            models.CheckConstraint(condition=OUT_OF_A_HUNDRED, name="qualityscore_out_of_100"),
            models.CheckConstraint(condition=FIRST_OF_MONTH, name="qualityscore_month_by_first_day"),
        ]
        indexes = [models.Index(fields=["-month", "score", "id"], name="qualityscore_by_month")]

    def __str__(self) -> str:
        return f"{self.school}, {self.month:%m.%Y}: {self.score}"


class QualityMonth(models.Model):
    """The average of a province's schools at the last run of a month, or the country's (no province); ``opened``, ``mended``: in it."""

    province = models.ForeignKey(Province, on_delete=models.CASCADE, null=True, blank=True, verbose_name="İl")
    month = models.DateField("ay")
    score = models.DecimalField("ortalama puan", max_digits=4, decimal_places=1)
    schools = models.PositiveIntegerField("kurum")
    missing = models.PositiveIntegerField("eksik")
    stale = models.PositiveIntegerField("eskimiş")
    contradictory = models.PositiveIntegerField("çelişkili")
    opened = models.PositiveIntegerField("yeni")
    mended = models.PositiveIntegerField("düzelen")
    as_of = models.DateField("hangi gün için")

    objects = QualityMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "İlin veri kalitesi"
        verbose_name_plural = "İllerin veri kalitesi"
        ordering = ["-month", F("province").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "province"], name="qualitymonth_once_a_month", nulls_distinct=False
            ),
            models.CheckConstraint(condition=OUT_OF_A_HUNDRED, name="qualitymonth_out_of_100"),
            models.CheckConstraint(condition=FIRST_OF_MONTH, name="qualitymonth_month_by_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.province or 'Türkiye'}, {self.month:%m.%Y}: {self.score}"

    @property
    def items(self) -> int:
        return self.missing + self.stale + self.contradictory
