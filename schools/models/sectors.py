"""Employment by province and NACE division, and the stars computed from it (okul/4/2/b, okul/5/2/b)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Province


class EmploymentYear(models.Model):
    """One year's employment statistics; ``is_synthetic``: made-up figures for demonstration, marked wherever shown."""

    year = models.PositiveSmallIntegerField("yıl")
    source = models.CharField("kaynak", max_length=200)
    is_synthetic = models.BooleanField("sentetik (gerçek değil)", default=False)
    is_current = models.BooleanField("ölçütlerde kullanılan", default=False)
    imported_at = models.DateTimeField("yüklenme", auto_now_add=True)

    class Meta:
        verbose_name = "İstihdam istatistiği yılı"
        verbose_name_plural = "İstihdam istatistikleri"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["year"], name="employmentyear_once"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="employmentyear_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}{' (sentetik)' if self.is_synthetic else ''}"


class Employment(models.Model):
    """Insured employees of one NACE division in one province."""

    year = models.ForeignKey(EmploymentYear, on_delete=models.CASCADE, related_name="rows", verbose_name="yıl")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, verbose_name="İl")
    nace = models.CharField("NACE bölümü", max_length=2)
    workplaces = models.PositiveIntegerField("İşyeri", null=True)
    employees = models.PositiveIntegerField("sigortalı")

    class Meta:
        verbose_name = "İstihdam"
        verbose_name_plural = "İstihdam"
        constraints = [
            models.UniqueConstraint(fields=["year", "province", "nace"], name="employment_once"),
            models.CheckConstraint(condition=Q(nace__regex=r"^\d{2}$"), name="employment_nace_has_two_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.nace}: {self.employees}"


class SectorStar(models.Model):
    """The three-star standing of one sector in one province, with the figures behind it."""

    year = models.ForeignKey(EmploymentYear, on_delete=models.CASCADE, related_name="stars", verbose_name="yıl")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, verbose_name="İl")
    nace = models.CharField("NACE bölümü", max_length=2)
    employees = models.PositiveIntegerField("sigortalı")
    size = models.FloatField("büyüklük")
    dominance = models.FloatField("başatlık")
    specialisation = models.FloatField("uzmanlaşma")
    size_star = models.BooleanField("büyüklük yıldızı")
    dominance_star = models.BooleanField("başatlık yıldızı")
    specialisation_star = models.BooleanField("uzmanlaşma yıldızı")
    stars = models.PositiveSmallIntegerField("yıldız")

    class Meta:
        verbose_name = "Sektör yıldızı"
        verbose_name_plural = "Sektör yıldızları"
        constraints = [
            models.UniqueConstraint(fields=["year", "province", "nace"], name="sectorstar_once"),
            models.CheckConstraint(condition=Q(stars__range=(0, 3)), name="sectorstar_at_most_three"),
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.nace}: {self.stars}★"
