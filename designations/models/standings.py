"""How every school stands to each designation, the checks of the country that found it, and what changed between them."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.timezone import now

from designations.choices import ChangeCause, CheckKind, DesignationType, StandingKind, Verdict
from designations.querysets import (
    CountryCheckQuerySet,
    StandingChangeQuerySet,
    StandingCountQuerySet,
    StandingQuerySet,
)
from schools.models import EmploymentYear, School, StandardsVersion
from workflow.models import Job


class CountryCheck(models.Model):
    """One check of the country, or of the schools that a file changed: on what it rested, and how much it found.

    ``statistics``: a digest of the employment figures and the sectors of the fields; ``law``: of the versions of provisions that had
    begun, empty where the directive stands as it was approved; ``is_open``: it waits or runs.
    """

    kind = models.CharField("başlatan", max_length=6, choices=CheckKind.choices, default=CheckKind.NIGHT)
    is_whole = models.BooleanField("bütün ülke", default=True)
    is_open = models.BooleanField("sürüyor", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="isteyen"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="iş")
    as_of = models.DateField("hangi gün için")
    started_at = models.DateTimeField("başlangıç", default=now)
    finished_at = models.DateTimeField("bitiş", null=True)
    policy = models.ForeignKey(
        "designations.PolicyVersion", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="ölçüt değerleri"
    )  # fmt: skip
    clusters = models.ForeignKey(
        "designations.ClusterVersion", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="alan kümelenmeleri"
    )  # fmt: skip
    standards = models.ForeignKey(
        StandardsVersion, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="fiziki standartlar"
    )
    year = models.ForeignKey(
        EmploymentYear, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="istatistik yılı"
    )
    statistics = models.CharField("istatistiğin özeti", max_length=64, blank=True)
    law = models.CharField("hükümlerin özeti", max_length=64, blank=True, editable=False)
    schools = models.PositiveIntegerField("kurum", default=0)
    changed = models.PositiveIntegerField("değişen durum", default=0)
    milliseconds = models.PositiveIntegerField("süre (ms)", default=0)

    objects = CountryCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "Ülke taraması"
        verbose_name_plural = "Ülke taramaları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"], condition=Q(is_open=True), name="countrycheck_one_at_a_time",
                violation_error_message="Ülke taraması zaten sürüyor.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at"), is_open=False),
                name="countrycheck_over_once_finished",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.as_of:%d.%m.%Y}"


OF_ONE = Q(unmet=1, unknown=0) & ~Q(lacking__contains=["okul/1/2"])


COUNTED = """
    INSERT INTO designations_standingcount (type, verdict, is_near, n)
    SELECT type, verdict, is_near, {sign}count(*) FROM {rows} GROUP BY type, verdict, is_near;
    RETURN NULL;
"""


class Standing(models.Model):
    """The stored result of one school's check for one type; overwritten by the next check, never a decision.

    ``lacking`` and ``unclear``: the provisions found unmet and unknown, in the order of the law. ``digest``: of what was found, so
    that a check writes anew only what came out otherwise. ``is_near``: one criterion is short and all else is known and met.
    """

    school = models.ForeignKey(  # the head of the unique key finds it
        School, on_delete=models.CASCADE, related_name="standings", db_index=False, verbose_name="kurum"
    )
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    verdict = models.CharField("sonuç", max_length=15, choices=Verdict.choices)
    unmet = models.PositiveSmallIntegerField("sağlanmayan")
    unknown = models.PositiveSmallIntegerField("bilgi eksik")
    lacking = ArrayField(models.CharField(max_length=20), verbose_name="sağlanmayan ölçütler", default=list)
    unclear = ArrayField(models.CharField(max_length=20), verbose_name="bilgisi eksik ölçütler", default=list)
    is_near = models.GeneratedField(
        verbose_name="bir ölçüt eksik",
        expression=Case(When(OF_ONE, then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    findings = models.JSONField("bulgular")
    policy = models.ForeignKey(
        "designations.PolicyVersion", on_delete=models.SET_NULL, null=True, verbose_name="ölçüt değerleri"
    )
    found_by = models.ForeignKey(
        CountryCheck, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False, verbose_name="tarama"
    )
    digest = models.CharField("özet", max_length=16, blank=True, editable=False)
    as_of = models.DateField("hangi gün için")
    checked_at = models.DateTimeField("denetim anı")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "Durum"
        verbose_name_plural = "Durumlar"
        constraints = [
            # With all that the lists count by, so that counting a province or the country reads no findings.
            models.UniqueConstraint(
                fields=["school", "type"], include=["verdict", "is_near"], name="standing_once_per_school_and_type"
            )
        ]
        indexes = [models.Index(fields=["type", "verdict", "is_near"], name="standing_by_verdict")]
        triggers = [
            pgtrigger.Trigger(
                name="counted_in",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="made"),
                func=COUNTED.format(rows="made", sign=""),
            ),
            pgtrigger.Trigger(
                name="counted_out",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="gone"),
                func=COUNTED.format(rows="gone", sign="-"),
            ),
            # Row by row: every check writes every standing, and of few of them anything changes by which they are counted.
            pgtrigger.Trigger(
                name="counted_anew",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("type", "verdict", "is_near"),
                func="""
                    INSERT INTO designations_standingcount (type, verdict, is_near, n)
                    VALUES (OLD.type, OLD.verdict, OLD.is_near, -1), (NEW.type, NEW.verdict, NEW.is_near, 1);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.get_type_display()}: {self.get_verdict_display()}"


class StandingCount(models.Model):
    """How many standings of the country are alike, so that nobody counts all of them at each look.

    Written by the triggers of :class:`Standing` alone: each writing adds what it changed, and the sum is how many there are. Nobody waits
    for anybody; a check of the country puts the lines together (:meth:`StandingCountQuerySet.put_together`).
    """

    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    verdict = models.CharField("sonuç", max_length=15, choices=Verdict.choices)
    is_near = models.BooleanField("bir ölçüt eksik")
    n = models.IntegerField("sayı")

    objects = StandingCountQuerySet.as_manager()

    class Meta:
        verbose_name = "Durum sayısı"
        verbose_name_plural = "Durum sayıları"

    def __str__(self) -> str:
        return f"{self.get_type_display()}, {self.get_verdict_display()}: {self.n}"


class StandingChange(models.Model):
    """A standing that came out otherwise than at the check before: what turned, and why.

    ``turns``: the findings that changed, ``[{"provision", "before", "after", "reason", "causes"}]``.
    """

    found_by = models.ForeignKey(CountryCheck, on_delete=models.CASCADE, related_name="changes", verbose_name="tarama")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    on = models.DateField("gün")
    before = models.CharField("önceki durum", max_length=10, choices=StandingKind.choices)
    after = models.CharField("yeni durum", max_length=10, choices=StandingKind.choices)
    turns = models.JSONField("değişen bulgular", default=list)
    causes = ArrayField(
        models.CharField(max_length=10, choices=ChangeCause.choices), verbose_name="nedenler", default=list
    )

    objects = StandingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Durum değişikliği"
        verbose_name_plural = "Durum değişiklikleri"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["found_by", "school", "type"], name="standingchange_once_per_check"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="standingchange_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.get_type_display()}: {self.get_before_display()} → {self.get_after_display()}"
