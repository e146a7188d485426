"""How every school stands to each designation, as the last check of the country found it."""

from __future__ import annotations

from django.db import models

from designations.choices import DesignationType, Verdict
from designations.querysets import StandingQuerySet
from schools.models import School


class Standing(models.Model):
    """The stored result of one school's check for one type; overwritten by the next check, never a decision."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="standings", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    verdict = models.CharField("sonuç", max_length=15, choices=Verdict.choices)
    unmet = models.PositiveSmallIntegerField("sağlanmayan")
    unknown = models.PositiveSmallIntegerField("bilgi eksik")
    findings = models.JSONField("bulgular")
    policy = models.ForeignKey(
        "designations.PolicyVersion", on_delete=models.SET_NULL, null=True, verbose_name="ölçüt değerleri"
    )
    as_of = models.DateField("hangi gün için")
    checked_at = models.DateTimeField("denetim anı")

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "Durum"
        verbose_name_plural = "Durumlar"
        constraints = [models.UniqueConstraint(fields=["school", "type"], name="standing_once_per_school_and_type")]
        indexes = [models.Index(fields=["type", "verdict"], name="standing_by_verdict")]

    def __str__(self) -> str:
        return f"{self.school} – {self.get_type_display()}: {self.get_verdict_display()}"
