"""A centre's request that its received plan be opened again in the course of the year (administrative)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from centers.choices.chain import ChainStatus

from .chain import Chained
from .plans import YearlyPlan

ONE_AT_A_TIME = "Bu planın yeniden açılması için sonuçlanmamış bir istek var."


class PlanReopening(Chained):
    """Travels the chain as the plan did; received, the plan is with the centre again, and its earlier text in the history."""

    plan = models.ForeignKey(YearlyPlan, on_delete=models.PROTECT, related_name="reopenings", verbose_name="plan")
    reason = models.TextField("neden", max_length=2000)

    class Meta:
        verbose_name = "Planın yeniden açılması isteği"
        verbose_name_plural = "Planların yeniden açılması istekleri"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=~Q(status__in=[ChainStatus.RECEIVED, ChainStatus.DROPPED]),
                name="planreopening_one_at_a_time",
                violation_error_message=ONE_AT_A_TIME,
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="planreopening_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: yeniden açılması isteği"
