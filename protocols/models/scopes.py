"""What a protocol covers: fields asked for and agreed, who carries which school when, and what is being prepared."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import DateSpan
from schools.models import Field, School
from schools.querysets import OfSchoolQuerySet

from .protocols import Protocol
from .stakeholders import Stakeholder


class CoveredField(models.Model):
    """A field of a school that was asked to be covered; ``agreed``: unknown until the General Directorate says."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="covered", verbose_name="protokol")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", verbose_name="okul")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="alan")
    agreed = models.BooleanField("kapsama alındı", null=True, blank=True, editable=False)
    reason = models.CharField("gerekçe", max_length=300, blank=True, editable=False)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Kapsanan alan"
        verbose_name_plural = "Kapsanan alanlar"
        ordering = ["protocol", "school", "field"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "school", "field"], name="coveredfield_once"),
            models.CheckConstraint(
                condition=~Q(agreed=False) | ~Q(reason=""), name="coveredfield_left_out_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.field}"


class Backing(models.Model):
    """An organisation that carries a school by a signed protocol, and when; never by two at a time."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="backings", verbose_name="protokol")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="backings", verbose_name="okul")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="backings", verbose_name="paydaş"
    )
    starts_on = models.DateField("ilk gün")
    ends_on = models.DateField("son gün", null=True, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Paydaş desteği"
        verbose_name_plural = "Paydaş destekleri"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="backing_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="backing_one_protocol_at_a_time",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("stakeholder", RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder} → {self.school}"


class Preparation(models.Model):
    """A school and an organisation for which a protocol is being prepared: one draft at a time, until it is signed or dropped."""

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, related_name="preparations", verbose_name="protokol"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", verbose_name="okul")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+", verbose_name="paydaş")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Hazırlanan protokol"
        verbose_name_plural = "Hazırlanan protokoller"
        ordering = ["protocol", "school", "stakeholder"]
        constraints = [
            models.UniqueConstraint(fields=["school", "stakeholder"], name="preparation_one_open_protocol"),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder} → {self.school}"
