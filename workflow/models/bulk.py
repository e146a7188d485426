"""An act over all records of a filtered list: what was asked, and what came of it for each record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.bulk.choices import BulkOutcome, BulkStatus
from workflow.bulk.querysets import BulkLineQuerySet, BulkQuerySet

from .jobs import Job
from .records import Stateful


class BulkAct(Stateful):
    """``listing``: the slug of the list; ``query``: its filters as in an address, ``words`` the same as people read them.

    ``given``: what the act's form was given, as it was sent; it is checked anew whenever it is used. ``repeats``: the bulk act
    whose failed records this one tries again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.CharField("liste", max_length=60, editable=False)
    title = models.CharField("listenin adı", max_length=200, editable=False)
    act = models.CharField("işlem", max_length=60, editable=False)
    label = models.CharField("işlemin adı", max_length=120, editable=False)
    query = models.CharField("süzgeçler", max_length=1000, blank=True, editable=False)
    words = models.CharField("süzgeç", max_length=1000, blank=True, editable=False)
    given = models.JSONField("işlem bilgileri", default=dict, editable=False)
    status = models.CharField(
        "durum", max_length=20, choices=BulkStatus.choices, default=BulkStatus.TRYING, editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="yapan"
    )
    ordered_on = models.DateField("deneme günü", editable=False)
    confirmed_on = models.DateField("onay günü", null=True, blank=True, editable=False)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated", editable=False,
        verbose_name="yinelediği toplu işlem",
    )  # fmt: skip

    objects = BulkQuerySet.as_manager()

    class Meta:
        verbose_name = "Toplu işlem"
        verbose_name_plural = "Toplu işlemler"
        ordering = ["-ordered_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[BulkStatus.RUNNING, BulkStatus.DONE]) | Q(confirmed_on__isnull=False),
                name="bulkact_done_only_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.label}"


class BulkLine(models.Model):
    """One record of a bulk act. ``revision``: the one that was tried; ``reason``: why it was not or will not be done."""

    bulk = models.ForeignKey(BulkAct, on_delete=models.PROTECT, related_name="lines", verbose_name="toplu işlem")
    record_id = models.CharField("kayıt", max_length=40)
    label = models.CharField("kaydın adı", max_length=300)
    place = models.CharField("yeri", max_length=120, blank=True)
    revision = models.PositiveIntegerField("sürüm", default=0)
    outcome = models.CharField("sonuç", max_length=16, choices=BulkOutcome.choices, default=BulkOutcome.WAITING)
    reason = models.CharField("neden", max_length=2000, blank=True)
    warning = models.CharField("uyarı", max_length=1000, blank=True)

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        verbose_name = "Toplu işlemin kaydı"
        verbose_name_plural = "Toplu işlemin kayıtları"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulk", "record_id"], name="bulkline_one_a_record"),
            models.CheckConstraint(
                condition=~Q(outcome__in=[BulkOutcome.REFUSED, BulkOutcome.CHANGED, BulkOutcome.FAILED])
                | ~Q(reason=""),
                name="bulkline_not_done_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["bulk", "outcome"], name="bulkline_by_outcome")]

    def __str__(self) -> str:
        return self.label
