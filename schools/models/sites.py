"""Where a school stands: on its own campus, in a zone, or in an enterprise's building, factory or facility."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F

from accounts.models import DateSpan
from schools.choices import SiteKind
from schools.querysets import OfSchoolQuerySet

from .fields import Field
from .institutions import School


class Site(models.Model):
    """A school's place from one day to another; ``suited_fields`` counts once ``suitability_known`` (okul/6/2/a)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="sites", verbose_name="kurum")
    kind = models.CharField("yerleşim türü", max_length=30, choices=SiteKind.choices)
    host = models.CharField("ev sahibi kuruluş veya bölge", max_length=200, blank=True)
    suited_fields = models.ManyToManyField(Field, blank=True, related_name="+", verbose_name="uygun olduğu alanlar")
    suitability_known = models.BooleanField("alanlara uygunluk incelendi", default=False)
    starts_on = models.DateField("başlangıç", null=True, blank=True)
    ends_on = models.DateField("bitiş", null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Yerleşim"
        verbose_name_plural = "Yerleşimler"
        constraints = [
            ExclusionConstraint(
                name="site_one_at_a_time",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Aynı tarihlerde iki yerleşim olamaz.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.host}".strip()
