"""Substitutions: while somebody is on leave, another person exercises one of that person's duties."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from .people import DateSpan, Duty, User


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def standing(self) -> Self:
        """Those that were not withdrawn before they began."""
        return self.filter(withdrawn_on=None)

    def in_force(self, on: date) -> Self:
        return self.standing().filter(starts_on__lte=on, ends_on__gte=on)

    def between(self, first: date, last: date) -> Self:
        """Those that hold on any of these days, both included."""
        return self.standing().filter(starts_on__lte=last, ends_on__gte=first)


class Substitution(models.Model):
    """``substitute`` exercises ``duty`` of ``person`` from one day to another, both included.

    Why somebody is away is not kept: it may be about that person's health. ``document`` is the approval's date and number.
    ``person`` is the duty's holder, written here too (and held equal by the database) so that nobody substitutes for oneself.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="substitutions", verbose_name="görev")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences", verbose_name="izinli")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions", verbose_name="vekil")
    starts_on = models.DateField("ilk gün")
    ends_on = models.DateField("son gün")
    document = models.CharField("vekâlet onayı", max_length=120, blank=True)
    withdrawn_on = models.DateField("geri alındığı gün", null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "Vekâlet"
        verbose_name_plural = "Vekâletler"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="substitution_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(person=F("substitute")), name="substitution_is_by_somebody_else"),
            ExclusionConstraint(
                name="substitution_by_one_at_a_time",
                expressions=[
                    (F("duty"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="Bu görevin o günlerde zaten bir vekili var.",
            ),
        ]
        indexes = [models.Index(fields=["substitute", "ends_on"], name="substitution_of_substitute")]

    def __str__(self) -> str:
        return f"{self.person} yerine {self.substitute} ({self.duty.get_role_display()})"

    def is_in_force(self, on: date) -> bool:
        return self.withdrawn_on is None and self.starts_on <= on <= self.ends_on
