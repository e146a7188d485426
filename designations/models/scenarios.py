"""What-if: figures that somebody tries on the whole country, what they would change, and the facts on which they are tried."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from designations.choices import DesignationType, ScenarioEffect, Verdict
from designations.querysets import ScenarioChangeQuerySet, ScenarioQuerySet
from schools.models import EmploymentYear, School, StandardsVersion
from workflow.models import Job

from .policies import ClusterVersion, PolicyVersion
from .standings import CountryCheck


class CountrySnapshot(models.Model):
    """What a check knew of every school, packed (designations.remembered); only the newest are kept."""

    check_of = models.OneToOneField(
        CountryCheck, on_delete=models.CASCADE, related_name="snapshot", verbose_name="tarama"
    )
    packed = models.BinaryField("veri")
    schools = models.PositiveIntegerField("kurum", default=0)

    class Meta:
        verbose_name = "Ülkenin tarama verisi"
        verbose_name_plural = "Ülkenin tarama verileri"

    def __str__(self) -> str:
        return str(self.check_of)


class Scenario(models.Model):
    """Figures in the place of those in force. ``values``: the thresholds that differ, by name; the rest as in ``policy``, or in force.

    ``is_effect``: the effect of a draft version, computed before it may be published. ``digest``: of the figures with which it was
    computed last; ``result``: see :mod:`designations.scenarios`.
    """

    name = models.CharField("adı", max_length=120, db_collation="tr-x-icu")
    note = models.TextField("açıklama", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="hazırlayan"
    )
    saved_on = models.DateField("kaydedildiği gün")
    is_effect = models.BooleanField("taslağın etkisi", default=False)
    policy = models.ForeignKey(
        PolicyVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios",
        verbose_name="ölçüt değerleri sürümü",
    )  # fmt: skip
    clusters = models.ForeignKey(
        ClusterVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios",
        verbose_name="alan kümelenmeleri sürümü",
    )  # fmt: skip
    standards = models.ForeignKey(
        StandardsVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios",
        verbose_name="fiziki standartlar sürümü",
    )  # fmt: skip
    year = models.ForeignKey(
        EmploymentYear, on_delete=models.CASCADE, null=True, blank=True, related_name="scenarios", verbose_name="istatistik yılı"
    )  # fmt: skip
    values = models.JSONField("değişen değerler", default=dict, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="iş")
    computed_at = models.DateTimeField("hesaplandığı an", null=True)
    as_of = models.DateField("hangi gün için", null=True)
    digest = models.CharField("değerlerin özeti", max_length=64, blank=True)
    milliseconds = models.PositiveIntegerField("süre (ms)", default=0)
    gains = models.PositiveIntegerField("kazanan", default=0)
    losses = models.PositiveIntegerField("yitiren", default=0)
    result = models.JSONField("sonuç", default=dict, blank=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "Senaryo"
        verbose_name_plural = "Senaryolar"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_a_name"),
            models.CheckConstraint(
                condition=Q(computed_at=None) | Q(as_of__isnull=False) & ~Q(digest=""),
                name="scenario_computed_on_a_day_with_figures",
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_effect=False), name="scenario_named_once",
                violation_error_message="Bu adda bir senaryo var; başka bir ad verin.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[draft], condition=Q(is_effect=True), name=f"scenario_one_effect_of_{draft}"
                )
                for draft in ("policy", "clusters", "standards")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ScenarioChange(models.Model):
    """A school and type that would come out otherwise; ``spare``: classroom places that no student fills today.

    ``girls`` and ``boys``: need of boarding; ``None``, as everywhere, is not known.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="changes", verbose_name="senaryo")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    effect = models.CharField("etki", max_length=6, choices=ScenarioEffect.choices)
    before = models.CharField("bugün", max_length=15, choices=Verdict.choices)
    after = models.CharField("senaryoda", max_length=15, choices=Verdict.choices)
    is_held = models.BooleanField("bugün belirlenmiş", default=False)
    lacking = ArrayField(models.CharField(max_length=20), verbose_name="senaryoda sağlanmayan", default=list)
    unclear = ArrayField(models.CharField(max_length=20), verbose_name="senaryoda bilgisi eksik", default=list)
    students = models.PositiveIntegerField("öğrenci", null=True)
    spare = models.PositiveIntegerField("boş derslik yeri", null=True)
    girls = models.PositiveIntegerField("kız pansiyon ihtiyacı", null=True)
    boys = models.PositiveIntegerField("erkek pansiyon ihtiyacı", null=True)

    objects = ScenarioChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Senaryonun değiştirdiği durum"
        verbose_name_plural = "Senaryonun değiştirdiği durumlar"
        ordering = ["scenario", "school__province__name", "school__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "school", "type"], name="scenariochange_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="scenariochange_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.get_type_display()}: {self.get_before_display()} → {self.get_after_display()}"
