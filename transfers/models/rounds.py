"""The round of a school year: its calendar, the criteria that rank, and the seed of the lottery (okul/8/2)."""

from __future__ import annotations

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from transfers.choices import UNANNOUNCED, RoundStatus
from transfers.querysets import RoundQuerySet
from workflow.models import Stateful

from .criteria import TransferCriteria

FIRST_YEAR, LAST_YEAR = 2024, 2100
MOST_MONTHS = 120


class TransferRound(Stateful):
    """One year's transfers to grade 11; ``year`` 2026 = 2026-2027.

    ``seed``: the published number of the lottery (DOMAIN.md section 4), drawn by the system when the round is announced.
    ``retention_months``: how long after the round's end personal data of applicants are kept.
    """

    year = models.PositiveSmallIntegerField("öğretim yılı", help_text="Başladığı yıl: 2026-2027 için 2026.")
    status = models.CharField(
        "durum", max_length=20, choices=RoundStatus.choices, default=RoundStatus.DRAFT, editable=False
    )
    criteria = models.ForeignKey(
        TransferCriteria, on_delete=models.PROTECT, related_name="rounds", verbose_name="ölçütler"
    )
    applications_from = models.DateField("başvuruların ilk günü")
    applications_until = models.DateField("başvuruların son günü")
    evaluation_until = models.DateField("değerlendirmenin son günü")
    results_on = models.DateField("sonuçların ilan günü")
    objections_until = models.DateField("itirazların son günü")
    registration_until = models.DateField("kayıtların son günü")
    waiting_until = models.DateField("yedek yerleştirmenin son günü")
    retention_months = models.PositiveSmallIntegerField(
        "kişisel verilerin saklanma süresi (ay)",
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    note = models.TextField("açıklama", blank=True)
    seed = models.CharField("kura sayısı", max_length=64, blank=True, editable=False)
    announced_on = models.DateField("ilan günü", null=True, blank=True, editable=False)
    announced_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="ilan eden",
    )  # fmt: skip
    end_reason = models.CharField("iptal nedeni", max_length=300, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "Nakil dönemi"
        verbose_name_plural = "Nakil dönemleri"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=~Q(status=RoundStatus.CANCELLED),
                name="transferround_one_a_year",
                violation_error_message="Bu öğretim yılının bir nakil dönemi var.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="transferround_year_since_directive"
            ),
            models.CheckConstraint(
                condition=Q(retention_months__range=(1, MOST_MONTHS)), name="transferround_retention_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(
                    applications_until__gte=F("applications_from"),
                    evaluation_until__gt=F("applications_until"),
                    results_on__gte=F("evaluation_until"),
                    objections_until__gte=F("results_on"),
                    registration_until__gte=F("objections_until"),
                    waiting_until__gte=F("registration_until"),
                ),
                name="transferround_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNANNOUNCED)
                | Q(announced_on__isnull=False, announced_by__isnull=False, seed__regex=r"^[0-9a-f]{32}$"),
                name="transferround_announced_with_a_seed",
            ),
            models.CheckConstraint(
                condition=~Q(status=RoundStatus.CANCELLED) | ~Q(end_reason=""),
                name="transferround_cancelled_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="criteria_are_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.status NOT IN ('round_draft', 'round_cancelled') AND NOT EXISTS (
                        SELECT 1 FROM transfers_transfercriteria c WHERE c.id = NEW.criteria_id AND c.status = 'published'
                    ) THEN
                        RAISE EXCEPTION 'transferround_criteria_are_published' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="announced_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.announced_on IS NOT NULL AND (
                        NEW.seed <> OLD.seed OR NEW.year <> OLD.year OR NEW.criteria_id <> OLD.criteria_id
                        OR NEW.announced_on IS DISTINCT FROM OLD.announced_on OR NEW.status = 'round_draft'
                    ) THEN
                        RAISE EXCEPTION 'transferround_announced_stays' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} nakil dönemi"

    @property
    def school_year(self) -> str:
        return f"{self.year}-{self.year + 1}"
