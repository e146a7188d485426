"""The General Directorate's yearly reports: who had which year counted, when, and what was counted, so that it prints again."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.choices import Role
from workflow.models import Job

FIRST_YEAR, LAST_YEAR = 2024, 2100


class DirectorateReportQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """The ministry's own paper, and its auditors'; it tells of the whole country, also of what others may not see."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()

    def made(self) -> Self:
        """Counted, the newest first."""
        return self.exclude(made_at=None).order_by("-year", "-pk")


class DirectorateReport(models.Model):
    """One report on a calendar year. ``until``: the last day that it counts, 31 December unless the year is not over.

    ``figures``: the whole content, see :mod:`desk.yearly.rules.chapters`; paper, page and workbook are drawn from it alone.
    ``digest``: SHA-256 of ``figures``.
    """

    year = models.PositiveSmallIntegerField("yıl")
    until = models.DateField("hangi güne kadar", null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="hazırlatan"
    )
    ordered_on = models.DateField("istendiği gün")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="iş")
    made_at = models.DateTimeField("sayıldığı an", null=True, editable=False)
    milliseconds = models.PositiveIntegerField("sayma süresi (ms)", default=0, editable=False)
    figures = models.JSONField("sayılar", default=dict, editable=False)
    digest = models.CharField("sayıların özeti (SHA-256)", max_length=64, blank=True, editable=False)

    objects = DirectorateReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Genel Müdürlük yıllık raporu"
        verbose_name_plural = "Genel Müdürlük yıllık raporları"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="directoratereport_year_since_directive"
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(made_at=None), name="directoratereport_one_at_work_a_year"
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, digest="", until=None)
                | Q(made_at__isnull=False, until__isnull=False, digest__regex=r"^[0-9a-f]{64}$"),
                name="directoratereport_made_with_its_figures",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__year=F("year")), name="directoratereport_counts_its_own_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} yıllık raporu (no {self.pk})"

    @property
    def is_made(self) -> bool:
        return self.made_at is not None
