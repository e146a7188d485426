"""The yearly report that follows a specialised school (okul/5/3–5/6); that it is written each year is administrative."""

from __future__ import annotations

import hashlib
import json

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from designations.choices import WRITTEN, ReportStatus
from designations.querysets import FollowUpReportQuerySet
from workflow.models import Stateful

from .decisions import Designation

FIRST_YEAR = 2023
ONE_A_YEAR = (
    "Bu okulun bu öğretim yılı için bir izleme raporu var; her öğretim yılı için bir rapor hazırlanır (idari usul)."
)
WITH_THE_SCHOOL = Q(status__in=sorted(WRITTEN))


class FollowUpReport(Stateful):
    """What a specialised school did in a school year (2026 = 2026-2027) because it is one.

    ``facts``: findings and records of the year as they were on the day of the last handing in, of
    :func:`designations.yearly.facts_of`; empty before. ``return_note``: what was to be mended when it was last returned.
    """

    designation = models.ForeignKey(
        Designation, on_delete=models.PROTECT, related_name="follow_up_reports", verbose_name="belirleme"
    )
    school_year = models.PositiveSmallIntegerField("öğretim yılı", help_text="Başladığı yıl: 2026-2027 için 2026.")
    status = models.CharField(
        "durum", max_length=20, choices=ReportStatus.choices, default=ReportStatus.DRAFT, editable=False
    )
    assessment = models.TextField("yılın değerlendirmesi", max_length=8000, blank=True)
    next_year = models.TextField("gelecek yıl için öneriler", max_length=8000, blank=True)
    facts = models.JSONField("gönderildiği günkü veriler", null=True, blank=True, editable=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="son yazan"
    )
    handed_in_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="gönderen",
    )
    handed_in_on = models.DateField("gönderildiği gün", null=True, blank=True, editable=False)
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="teslim alan",
    )  # fmt: skip
    return_note = models.TextField("iade gerekçesi", max_length=4000, blank=True, editable=False)

    objects = FollowUpReportQuerySet.as_manager()

    class Meta:
        verbose_name = "İhtisas okulu izleme raporu"
        verbose_name_plural = "İhtisas okulu izleme raporları"
        ordering = ["-school_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["designation", "school_year"],
                name="followupreport_one_a_year",
                violation_error_message=ONE_A_YEAR,
            ),
            models.CheckConstraint(
                condition=Q(school_year__range=(FIRST_YEAR, 2100)), name="followupreport_year_is_plausible"
            ),
            models.CheckConstraint(
                condition=WITH_THE_SCHOOL
                | Q(facts__isnull=False, handed_in_by__isnull=False, handed_in_on__isnull=False) & ~Q(assessment=""),
                name="followupreport_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.RECEIVED, received_by__isnull=False)
                | ~Q(status=ReportStatus.RECEIVED) & Q(received_by=None),
                name="followupreport_received_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None) | ~Q(received_by=F("handed_in_by")),
                name="followupreport_received_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.RETURNED) | ~Q(return_note=""),
                name="followupreport_returned_with_a_note",
            ),
        ]
        indexes = [models.Index(fields=["school_year", "status"], name="followupreport_by_year")]

    def __str__(self) -> str:
        return f"{self.designation.school.name}, {self.in_years} izleme raporu"

    @property
    def in_years(self) -> str:
        return f"{self.school_year}-{self.school_year + 1}"

    @property
    def digest(self) -> str:
        """Of what was handed in; another one for each handing in that reads otherwise."""
        said = [self.facts, self.assessment, self.next_year]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
