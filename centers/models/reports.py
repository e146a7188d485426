"""The yearly activity report of a centre, and the extensions of its last day (smm/5/4, smm/11/2)."""

from __future__ import annotations

import hashlib
import json

from django.db import models
from django.db.models import Q

from accounts.models import User
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.querysets.centers import OfCenterQuerySet
from centers.querysets.plans import ReportQuerySet

from .centers import Center
from .chain import Chained
from .plans import FIRST_YEAR, YearlyPlan

ONE_A_YEAR = (
    "Bu merkezin bu yıl için bir raporu var; her takvim yılı için bir rapor hazırlanır (SMM Yönergesi m. 11/2)."
)
WITH_THE_CENTRE = Q(status__in=[*IN_THE_CENTRE, ChainStatus.DROPPED])
SAYS_NOTHING = Q(nothing_reason__gt="")
SAYS_ALL = Q(plan__isnull=False) & ~Q(works="") & ~Q(gains="") & ~Q(proposals="")


class YearlyReport(Chained):
    """Works, gains and proposals of a year, based on its plan; or, with the reason, that there is nothing to report.

    ``facts``: what the plan and the records said on the day of the first handing in and each later one, as
    :func:`centers.reporting.facts_of` gives it. ``usual_due_on``: the last day without an extension (administrative).
    """

    year = models.PositiveSmallIntegerField("yıl")
    plan = models.ForeignKey(
        YearlyPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="plan"
    )
    works = models.TextField("yıl boyunca yapılan çalışmalar", max_length=20000, blank=True)
    gains = models.TextField("elde edilen kazanımlar", max_length=20000, blank=True)
    proposals = models.TextField("yeni uygulamalara ait öneriler", max_length=20000, blank=True)
    nothing_reason = models.TextField("bildirilecek bir şey olmamasının nedeni", max_length=2000, blank=True)
    usual_due_on = models.DateField("son gün")
    facts = models.JSONField("gönderildiği günkü veriler", null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Yıllık faaliyet raporu"
        verbose_name_plural = "Yıllık faaliyet raporları"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["center", "year"],
                condition=~Q(status=ChainStatus.DROPPED),
                name="yearlyreport_one_a_year",
                violation_error_message=ONE_A_YEAR,
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=2100), name="yearlyreport_year_in_bounds"
            ),
            models.CheckConstraint(
                condition=WITH_THE_CENTRE | SAYS_NOTHING | SAYS_ALL, name="yearlyreport_sent_whole"
            ),
            models.CheckConstraint(
                condition=WITH_THE_CENTRE | Q(facts__isnull=False), name="yearlyreport_sent_with_facts"
            ),
        ]
        indexes = [models.Index(fields=["year", "status"], name="yearlyreport_by_year")]

    def __str__(self) -> str:
        return f"{self.center.name}, {self.year} faaliyet raporu"

    @property
    def facts_digest(self) -> str:
        """Of what was sent and where it has come; another one for each print that would read otherwise."""
        said = [self.facts, self.works, self.gains, self.proposals, self.nothing_reason, self.status]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


class ReportExtension(models.Model):
    """A later last day of one centre's report of a year, given by the General Directorate with the reason (administrative)."""

    center = models.ForeignKey(
        Center, on_delete=models.PROTECT, related_name="report_extensions", verbose_name="merkez"
    )
    year = models.PositiveSmallIntegerField("yıl")
    due_on = models.DateField("yeni son gün")
    reason = models.CharField("neden", max_length=300)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="veren")
    given_on = models.DateField("verildiği gün")

    objects = OfCenterQuerySet.as_manager()

    class Meta:
        verbose_name = "Rapor süresinin uzatılması"
        verbose_name_plural = "Rapor sürelerinin uzatılması"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["center", "year"], name="reportextension_one_a_year"),
            models.CheckConstraint(condition=~Q(reason=""), name="reportextension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.center}: {self.year} raporu, {self.due_on:%d.%m.%Y}"
