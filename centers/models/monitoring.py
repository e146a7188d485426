"""Monitoring periods of a centre: its self-assessment, findings, and the actions that improve it (smm/11/1)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.monitoring import Answer, FindingLevel, MonitoringStatus
from centers.querysets.centers import OfCenterQuerySet
from centers.querysets.monitoring import ImprovementQuerySet, OfMonitoringQuerySet
from workflow.models import Stateful

from .centers import Center
from .guides import GuideStatement, MonitoringGuide


class Monitoring(Stateful):
    """One period of a centre, by the guide that was in force when it began (smm/11/3)."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="monitorings", verbose_name="merkez")
    title = models.CharField("dönemin adı", max_length=120)
    first_day = models.DateField("ilk gün")
    last_day = models.DateField("son gün")
    guide = models.ForeignKey(
        MonitoringGuide, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kılavuz"
    )
    status = models.CharField(
        "durum", max_length=20, choices=MonitoringStatus.choices, default=MonitoringStatus.OPEN, editable=False
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="başlatan")
    conclusion = models.TextField("sonuç", max_length=4000, blank=True, editable=False)

    objects = OfCenterQuerySet.as_manager()

    class Meta:
        verbose_name = "İzleme dönemi"
        verbose_name_plural = "İzleme dönemleri"
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="monitoring_days_in_order"),
            models.CheckConstraint(condition=~Q(title=""), name="monitoring_is_named"),
            models.CheckConstraint(
                condition=Q(status=MonitoringStatus.OPEN) | ~Q(conclusion=""),
                name="monitoring_closed_with_a_conclusion",
            ),
            models.UniqueConstraint(
                fields=["center", "title"],
                name="monitoring_title_once",
                violation_error_message="Merkezin bu adla bir izleme dönemi var.",
            ),
        ]
        indexes = [models.Index(fields=["center", "status"], name="monitoring_by_state")]

    def __str__(self) -> str:
        return f"{self.center.name}, {self.title}"


class Assessment(models.Model):
    """What the centre says of itself on one statement of the guide."""

    monitoring = models.ForeignKey(
        Monitoring, on_delete=models.CASCADE, related_name="assessments", verbose_name="izleme dönemi"
    )
    statement = models.ForeignKey(GuideStatement, on_delete=models.PROTECT, related_name="+", verbose_name="ifade")
    answer = models.PositiveSmallIntegerField("yanıt", choices=Answer.choices)
    note = models.CharField("açıklama", max_length=1000, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="yazan")
    written_on = models.DateField("yazıldığı gün")

    objects = OfMonitoringQuerySet.as_manager()

    class Meta:
        verbose_name = "Öz değerlendirme"
        verbose_name_plural = "Öz değerlendirmeler"
        ordering = ["statement__number"]
        constraints = [
            models.UniqueConstraint(fields=["monitoring", "statement"], name="assessment_once_a_statement"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="assessment_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_answer_display()}"


class MonitoringFinding(models.Model):
    monitoring = models.ForeignKey(
        Monitoring, on_delete=models.CASCADE, related_name="findings", verbose_name="izleme dönemi"
    )
    text = models.TextField("bulgu", max_length=2000)
    level = models.CharField("düzeyi", max_length=10, choices=FindingLevel.choices)
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="yazan")
    found_on = models.DateField("günü")

    objects = OfMonitoringQuerySet.as_manager()

    class Meta:
        verbose_name = "İzleme bulgusu"
        verbose_name_plural = "İzleme bulguları"
        ordering = ["monitoring", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="monitoringfinding_says_what")]

    def __str__(self) -> str:
        return self.text[:120]


class Improvement(models.Model):
    """An action that answers a finding: who, until when, and what became of it."""

    monitoring = models.ForeignKey(
        Monitoring, on_delete=models.CASCADE, related_name="improvements", verbose_name="izleme dönemi"
    )
    finding = models.ForeignKey(
        MonitoringFinding, on_delete=models.CASCADE, related_name="improvements", verbose_name="bulgu"
    )
    text = models.CharField("iyileştirme", max_length=500)
    responsible = models.CharField("sorumlu", max_length=150)
    due_on = models.DateField("son gün")
    outcome = models.TextField("yapılan", max_length=2000, blank=True)
    done_on = models.DateField("tamamlandığı gün", null=True, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        verbose_name = "İyileştirme"
        verbose_name_plural = "İyileştirmeler"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(responsible=""), name="improvement_says_what_and_who"),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(outcome=""), name="improvement_done_with_an_outcome"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="improvement_by_day")]

    def __str__(self) -> str:
        return self.text[:120]
