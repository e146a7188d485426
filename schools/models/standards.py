"""The minimum physical standards of the Annex (okul/ek) as dated versions, and what schools measured against them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schools.choices import DesignationType, MetBy
from schools.querysets import OfSchoolQuerySet
from workflow.models import Version

from .institutions import School


class StandardsVersion(Version):
    """A version of the Annex; the table is an image in the publication, so the shipped one is an unpublished draft."""

    class Meta(Version.Meta):
        verbose_name = "Fiziki standartlar sürümü"
        verbose_name_plural = "Fiziki standartlar"


class PhysicalStandard(models.Model):
    """One row of the Annex: at least ``minimum`` ``unit`` for the types that it binds."""

    version = models.ForeignKey(StandardsVersion, on_delete=models.CASCADE, related_name="rows", verbose_name="sürüm")
    code = models.SlugField("anahtar", max_length=60)
    name = models.CharField("standart", max_length=160)
    kind = models.CharField("ölçü türü", max_length=20, default="count")
    unit = models.CharField("birim", max_length=30, blank=True)
    minimum = models.DecimalField("asgari", max_digits=10, decimal_places=2, null=True, blank=True)
    types = ArrayField(models.CharField(max_length=20, choices=DesignationType.choices), verbose_name="türler")
    sponsor_allowed = models.BooleanField("hami okulla karşılanabilir (m. 8/5)", default=False)
    enterprise_allowed = models.BooleanField("İşletmede karşılanabilir (m. 8/7)", default=False)
    source = models.CharField("kaynak", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("sıra", default=0)

    class Meta:
        verbose_name = "Standart satırı"
        verbose_name_plural = "Standart satırları"
        ordering = ["version", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="physicalstandard_once_per_version"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(minimum__gte=0), name="physicalstandard_minimum_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandardValue(models.Model):
    """What a school has of one standard (by the row's code), or where else the need is met."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="standards", verbose_name="kurum")
    code = models.SlugField("anahtar", max_length=60)
    value = models.DecimalField("ölçülen", max_digits=10, decimal_places=2, null=True, blank=True)
    met_by = models.CharField("karşılandığı yer", max_length=20, choices=MetBy.choices, blank=True, default="")
    sponsor = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hami okul"
    )
    note = models.CharField("açıklama", max_length=300, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Standart ölçümü"
        verbose_name_plural = "Standart ölçümleri"
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="standardvalue_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="standardvalue_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(sponsor__isnull=True) | Q(met_by=MetBy.SPONSOR),
                name="standardvalue_sponsor_when_met_by_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"
