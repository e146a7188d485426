"""How many working days the administration wants a side to need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from desk.choices import Side, Subject

MOST_DAYS = 400


class TargetDurationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def in_force(self, on: date) -> Self:
        """For each subject and side the last one that has begun."""
        begun = self.filter(valid_from__lte=on).order_by("subject", "side", "-valid_from")
        return begun.distinct("subject", "side")

    def by_subject(self, on: date) -> dict[tuple[str, str], int]:
        """Working days by subject and side; where the administration set none there is no key."""
        return limits_in(self.limits(on))

    def limits(self, on: date) -> Self:
        """What :func:`limits_in` tells of, to be read beside other selections."""
        return self.in_force(on).values_list("subject", "side", "days")


def limits_in(rows: Iterable[tuple[str, str, int | None]]) -> dict[tuple[str, str], int]:
    return {(subject, side): days for subject, side, days in rows if days is not None}


@pghistory.track()
class TargetDuration(models.Model):
    """From a day on, a side should not hold such a record for longer than this (idari usul: the directive sets none)."""

    subject = models.CharField("konu", max_length=12, choices=Subject.choices)
    side = models.CharField("kimde", max_length=10, choices=Side.choices)
    valid_from = models.DateField("yürürlük başlangıcı")
    days = models.PositiveSmallIntegerField(
        "idari hedef süre (iş günü)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text="Yönerge bu konuda süre öngörmez. Boş bırakılırsa bu günden sonra hedef süre yoktur.",
    )
    source = models.CharField("kaynak", max_length=200, help_text="Hedefi koyan kararın tarihi ve sayısı.")

    objects = TargetDurationQuerySet.as_manager()

    class Meta:
        verbose_name = "İdari hedef süre"
        verbose_name_plural = "İdari hedef süreler"
        ordering = ["subject", "side", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "side", "valid_from"],
                name="targetduration_once_for_a_day",
                violation_error_message="Bu konu ve taraf için aynı günden başlayan bir hedef süre var.",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__range=(1, MOST_DAYS)),
                name="targetduration_days_are_plausible",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="targetduration_has_a_source"),
        ]

    def __str__(self) -> str:
        length = "hedef yok" if self.days is None else f"{self.days} iş günü"
        return f"{self.get_subject_display()}, {self.get_side_display()}: {length}"
