"""The yearly activity plan of a centre: aims, targets, indicators with their values, and activities (smm/5/4)."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest, Least

from accounts.models import User
from centers.choices.chain import ChainStatus
from centers.choices.plans import ActivityPeriod, Direction, IndicatorKind
from centers.querysets.plans import OfPlanQuerySet, PlanQuerySet
from schools.models import Field

from .chain import Chained
from .guides import GuideIndicator, MonitoringGuide

FIRST_YEAR = 2024  # the directive is of 30.04.2024
ONE_A_YEAR = "Bu merkezin bu yıl için bir planı var; her yıl için bir plan hazırlanır (SMM Yönergesi m. 5/4)."
HUNDRED, FIGURES = Value(Decimal(100)), models.DecimalField(max_digits=24, decimal_places=10)


class YearlyPlan(Chained):
    """One a centre and calendar year. ``guide``: the one in force when it was opened, whose indicators it uses (smm/11/3)."""

    year = models.PositiveSmallIntegerField("yıl")
    guide = models.ForeignKey(
        MonitoringGuide, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kılavuz"
    )
    cloned_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alındığı plan"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Yıllık faaliyet planı"
        verbose_name_plural = "Yıllık faaliyet planları"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["center", "year"],
                condition=~Q(status=ChainStatus.DROPPED),
                name="yearlyplan_one_a_year",
                violation_error_message=ONE_A_YEAR,
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=2100), name="yearlyplan_year_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(cloned_from=None) | ~Q(cloned_from=F("id")), name="yearlyplan_not_of_itself"
            ),
        ]
        triggers = [
            # A plan that leaves the centre has an indicator for each target (smm/5/4).
            pgtrigger.Trigger(
                name="sent_with_indicators",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                func="""
                    IF NEW.status NOT IN ('chain_draft', 'chain_returned', 'chain_dropped') AND (
                        NOT EXISTS (SELECT 1 FROM centers_plantarget t WHERE t.plan_id = NEW.id)
                        OR EXISTS (
                            SELECT 1 FROM centers_plantarget t WHERE t.plan_id = NEW.id AND NOT EXISTS (
                                SELECT 1 FROM centers_planindicator i WHERE i.target_id = t.id))) THEN
                        RAISE EXCEPTION 'yearlyplan_sent_with_indicators' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        indexes = [models.Index(fields=["year", "status"], name="yearlyplan_by_year")]

    def __str__(self) -> str:
        return f"{self.center.name}, {self.year} faaliyet planı"


class PlanAim(models.Model):
    plan = models.ForeignKey(YearlyPlan, on_delete=models.CASCADE, related_name="aims", verbose_name="plan")
    title = models.CharField("amaç", max_length=500)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Amaç"
        verbose_name_plural = "Amaçlar"
        ordering = ["plan", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="planaim_is_named")]

    def __str__(self) -> str:
        return self.title[:200]


class PlanTarget(models.Model):
    """``plan`` stands at every row of a plan, so that a whole plan is one query a table."""

    plan = models.ForeignKey(YearlyPlan, on_delete=models.CASCADE, related_name="targets", verbose_name="plan")
    aim = models.ForeignKey(PlanAim, on_delete=models.CASCADE, related_name="targets", verbose_name="amaç")
    title = models.CharField("hedef", max_length=500)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Hedef"
        verbose_name_plural = "Hedefler"
        ordering = ["plan", "aim", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="plantarget_is_named")]

    def __str__(self) -> str:
        return self.title[:200]


def _share() -> Case:
    """How far the value came, 0 to 100; the same as :func:`centers.rules.plans.share_of`, reckoned by the database."""
    way = HUNDRED * (F("realised") - F("baseline")) / (F("target_value") - F("baseline"))
    plain = HUNDRED * F("realised") / F("target_value")
    turned = HUNDRED * F("target_value") / F("realised")
    bounded = [Greatest(Least(share, HUNDRED), Value(Decimal(0))) for share in (way, plain, turned)]
    reached = Q(direction=Direction.UP, realised__gte=F("target_value")) | Q(
        direction=Direction.DOWN, realised__lte=F("target_value")
    )
    return Case(
        When(realised=None, then=None),
        When(reached, then=HUNDRED),
        When(Q(baseline__isnull=False) & ~Q(baseline=F("target_value")), then=bounded[0]),
        When(Q(direction=Direction.UP) & ~Q(target_value=0), then=bounded[1]),
        When(Q(direction=Direction.DOWN) & ~Q(realised=0), then=bounded[2]),
        default=Value(Decimal(0)),
        output_field=FIGURES,
    )


class PlanIndicator(models.Model):
    """What shows that a target is reached. ``realised``: the newest value; ``share``: how far it came, 0 to 100.

    Of a yes or no: 1 and 0. ``baseline`` empty: not known.
    """

    plan = models.ForeignKey(YearlyPlan, on_delete=models.CASCADE, related_name="indicators", verbose_name="plan")
    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="indicators", verbose_name="hedef")
    of_guide = models.ForeignKey(
        GuideIndicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="kılavuz göstergesi",
    )  # fmt: skip
    name = models.CharField("gösterge", max_length=300)
    kind = models.CharField("türü", max_length=12, choices=IndicatorKind.choices, default=IndicatorKind.NUMBER)
    unit = models.CharField("birim", max_length=40, blank=True)
    direction = models.CharField("yönü", max_length=4, choices=Direction.choices, default=Direction.UP)
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    baseline = models.DecimalField("başlangıç değeri", max_digits=14, decimal_places=3, null=True, blank=True)
    target_value = models.DecimalField("hedef değer", max_digits=14, decimal_places=3)
    realised = models.DecimalField(
        "gerçekleşen", max_digits=14, decimal_places=3, null=True, blank=True, editable=False
    )
    realised_on = models.DateField("gerçekleşenin günü", null=True, blank=True, editable=False)
    share = models.GeneratedField(expression=_share(), output_field=FIGURES, db_persist=True, verbose_name="ulaşılan")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Performans göstergesi"
        verbose_name_plural = "Performans göstergeleri"
        ordering = ["plan", "target", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="planindicator_is_named"),
            models.CheckConstraint(
                condition=Q(realised=None, realised_on=None) | Q(realised__isnull=False, realised_on__isnull=False),
                name="planindicator_realised_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.PERCENTAGE) | Q(target_value__gte=0, target_value__lte=100),
                name="planindicator_percentage_in_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.YES_NO) | Q(target_value__in=[0, 1]), name="planindicator_yes_or_no"
            ),
            models.UniqueConstraint(
                fields=["plan", "of_guide", "field"],
                name="planindicator_guides_once",
                nulls_distinct=False,
                condition=Q(of_guide__isnull=False),
                violation_error_message="Kılavuzun bu göstergesi planda (aynı alan için) zaten var.",
            ),
        ]
        indexes = [models.Index(fields=["of_guide"], name="planindicator_of_guide")]

    def __str__(self) -> str:
        return self.name[:200]


class IndicatorValue(models.Model):
    """What was realised by a day of the year, with the evidence; a value stays, a newer one stands above it (smm/11/2)."""

    plan = models.ForeignKey(YearlyPlan, on_delete=models.CASCADE, related_name="values", verbose_name="plan")
    indicator = models.ForeignKey(
        PlanIndicator, on_delete=models.CASCADE, related_name="values", verbose_name="gösterge"
    )
    value = models.DecimalField("değer", max_digits=14, decimal_places=3)
    measured_on = models.DateField("gün")
    evidence = models.CharField("kanıt", max_length=500)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="yazan")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerçekleşen değer"
        verbose_name_plural = "Gerçekleşen değerler"
        ordering = ["indicator", "-measured_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(evidence=""), name="indicatorvalue_has_evidence")]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_sent_plan",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT 1 FROM centers_yearlyplan p WHERE p.id = NEW.plan_id
                               AND p.handed_in_on IS NULL) THEN
                        RAISE EXCEPTION 'indicatorvalue_of_a_sent_plan' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} ({self.measured_on:%d.%m.%Y})"


class PlanActivity(models.Model):
    """By which way a target is to be reached. ``outcome``: what was done, written through the year, with its day."""

    plan = models.ForeignKey(YearlyPlan, on_delete=models.CASCADE, related_name="activities", verbose_name="plan")
    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="activities", verbose_name="hedef")
    title = models.CharField("faaliyet", max_length=300)
    method = models.TextField("yöntem", max_length=2000)
    responsible = models.CharField("sorumlu", max_length=150)
    first_day = models.DateField("ilk gün")
    last_day = models.DateField("son gün")
    period = models.CharField("sıklık", max_length=12, choices=ActivityPeriod.choices, default=ActivityPeriod.ONCE)
    outcome = models.TextField("yapılan", max_length=2000, blank=True, editable=False)
    done_on = models.DateField("tamamlandığı gün", null=True, blank=True, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Plan faaliyeti"
        verbose_name_plural = "Plan faaliyetleri"
        ordering = ["plan", "target", "first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(method="") & ~Q(responsible=""), name="planactivity_says_how_and_who"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="planactivity_days_in_order"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(outcome=""), name="planactivity_done_with_an_outcome"
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="planactivity_by_day")]

    def __str__(self) -> str:
        return self.title[:200]
