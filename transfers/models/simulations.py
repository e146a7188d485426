"""A draft of criteria tried on the applications of a round: the figures alone, nobody's data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from transfers.querysets import SimulationQuerySet
from workflow.models import Job

from .criteria import TransferCriteria
from .rounds import TransferRound


class CriteriaSimulation(models.Model):
    """``asked``: SHA-256 of what the draft asked when it was tried, so that a later change of the draft shows.

    ``figures``: as :func:`transfers.trials.figures_of` gives them; empty until the worker is done.
    """

    version = models.ForeignKey(
        TransferCriteria, on_delete=models.CASCADE, related_name="simulations", verbose_name="denenen sürüm"
    )
    round = models.ForeignKey(TransferRound, on_delete=models.PROTECT, related_name="+", verbose_name="dönem")
    compared_with = models.ForeignKey(
        TransferCriteria, on_delete=models.PROTECT, related_name="+", verbose_name="karşılaştırılan sürüm"
    )
    asked = models.CharField("ölçütlerin özeti (SHA-256)", max_length=64)
    figures = models.JSONField("sayılar", null=True, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="deneyen")
    started_on = models.DateField("denendiği gün")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="arka plan işi")

    objects = SimulationQuerySet.as_manager()

    class Meta:
        verbose_name = "Nakil ölçütleri denemesi"
        verbose_name_plural = "Nakil ölçütleri denemeleri"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__regex=r"^[0-9a-f]{64}$"), name="criteriasimulation_asked_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(version=models.F("compared_with")), name="criteriasimulation_of_two_versions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} – {self.round}"
