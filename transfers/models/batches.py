"""Applications that a program handed in together, kept until they are entered or refused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from workflow.models import Job

from .rounds import TransferRound


class ApplicationBatch(models.Model):
    """Up to ten thousand applications as they were sent (``transfers.rules.batches``), waiting for a worker.

    ``content`` names students; it goes as soon as the batch is settled, and after a week even where it never was.
    """

    round = models.ForeignKey(TransferRound, on_delete=models.PROTECT, related_name="+", verbose_name="dönem")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gönderen")
    content = models.JSONField("başvurular", null=True, editable=False)
    count = models.PositiveIntegerField("başvuru sayısı")
    received_at = models.DateTimeField("alınma")
    settled_at = models.DateTimeField("sonuçlanma", null=True, editable=False)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, editable=False, verbose_name="iş")

    class Meta:
        verbose_name = "Toplu nakil başvurusu"
        verbose_name_plural = "Toplu nakil başvuruları"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(content__isnull=True),
                name="applicationbatch_settled_keeps_no_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.count} başvuru"
