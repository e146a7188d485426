"""The country's provinces and districts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Province(models.Model):
    """One of the 81 provinces; the key is the plate code."""

    code = models.PositiveSmallIntegerField("plaka kodu", primary_key=True)
    name = models.CharField("İl", max_length=40, unique=True, db_collation="tr-x-icu")
    region = models.CharField("coğrafi bölge", max_length=40, blank=True)
    nuts2 = models.CharField("İBBS düzey 2", max_length=4, blank=True)
    latitude = models.FloatField("enlem", null=True, blank=True)
    longitude = models.FloatField("boylam", null=True, blank=True)

    class Meta:
        verbose_name = "İl"
        verbose_name_plural = "İller"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(code__range=(1, 81)), name="province_code_is_a_plate_code"),
        ]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """One of the 973 districts; the key is the civil registry's code."""

    code = models.PositiveIntegerField("İlçe kodu", primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts", verbose_name="İl")
    name = models.CharField("İlçe", max_length=60, db_collation="tr-x-icu")

    class Meta:
        verbose_name = "İlçe"
        verbose_name_plural = "İlçeler"
        ordering = ["province", "name"]
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="district_name_once_per_province"),
        ]

    def __str__(self) -> str:
        return self.name
