"""The General Directorate's figures: thresholds and field clusters, as dated versions."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from schools.models import Field
from workflow.models import Version


class PolicyVersion(Version):
    """The thresholds behind the criteria; the directive leaves them to the General Directorate (idari usul)."""

    concentration_min_stars = models.PositiveSmallIntegerField(
        "asgari yıldız", default=2, validators=[MaxValueValidator(3)]
    )
    concentration_min_employment = models.PositiveIntegerField("yıldız için asgari istihdam (kişi)", default=500)
    specialisation_min = models.DecimalField(
        "asgari uzmanlaşma katsayısı",
        max_digits=6,
        decimal_places=3,
        default=Decimal("1.25"),
        validators=[MinValueValidator(0)],
    )
    workshop_places_per_student = models.DecimalField(
        "öğrenci başına atölye ve laboratuvar yeri",
        max_digits=6,
        decimal_places=3,
        default=Decimal("1.0"),
        validators=[MinValueValidator(0)],
    )
    growth_margin = models.DecimalField(
        "büyüme payı",
        max_digits=6,
        decimal_places=3,
        default=Decimal("0.20"),
        validators=[MinValueValidator(0)],
        help_text="0,20 = öğrenci sayısının yüzde 20'si kadar ek yer.",
    )
    cluster_min_fields = models.PositiveSmallIntegerField("kümede asgari açık alan", default=2)

    class Meta(Version.Meta):
        verbose_name = "Ölçüt değerleri sürümü"
        verbose_name_plural = "Ölçüt değerleri"
        constraints = [
            *Version.Meta.constraints,
            models.CheckConstraint(
                condition=Q(concentration_min_stars__lte=3), name="policyversion_at_most_three_stars"
            ),
        ]


class ClusterVersion(Version):
    """The field clusters in force (okul/5/2/a); no official list is published, so the shipped one is a draft."""

    class Meta(Version.Meta):
        verbose_name = "Alan kümelenmeleri sürümü"
        verbose_name_plural = "Alan kümelenmeleri"


class FieldCluster(models.Model):
    """Related fields that may be taught together in a specialised school."""

    version = models.ForeignKey(
        ClusterVersion, on_delete=models.CASCADE, related_name="clusters", verbose_name="sürüm"
    )
    name = models.CharField("adı", max_length=120, db_collation="tr-x-icu")
    fields = models.ManyToManyField(Field, related_name="clusters", verbose_name="alanlar")

    class Meta:
        verbose_name = "Alan kümesi"
        verbose_name_plural = "Alan kümeleri"
        ordering = ["version", "name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="fieldcluster_name_once_per_version")]

    def __str__(self) -> str:
        return self.name
