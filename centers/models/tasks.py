"""Tasks that the General Directorate gives to centres, and each centre's answer, which travels the chain (smm/5/1/h)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.choices.tasks import TaskStatus
from centers.querysets.tasks import AnswerQuerySet, TaskQuerySet
from workflow.models import Stateful

from .chain import Chained


class CenterTask(Stateful):
    """What is asked of one or several centres, and by when."""

    title = models.CharField("görevin adı", max_length=200)
    text = models.TextField("istenen", max_length=4000)
    due_on = models.DateField("son gün")
    status = models.CharField(
        "durum", max_length=20, choices=TaskStatus.choices, default=TaskStatus.DRAFT, editable=False
    )
    prepared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="hazırlayan"
    )
    given_on = models.DateField("verildiği gün", null=True, blank=True, editable=False)
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="veren"
    )
    end_reason = models.CharField("geri alma nedeni", max_length=300, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkez görevi"
        verbose_name_plural = "Merkez görevleri"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[TaskStatus.GIVEN, TaskStatus.CLOSED])
                | Q(given_on__isnull=False, given_by__isnull=False),
                name="centertask_given_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(due_on__gte=F("given_on")), name="centertask_due_after_given"
            ),
            models.CheckConstraint(
                condition=~Q(status=TaskStatus.WITHDRAWN) | ~Q(end_reason=""),
                name="centertask_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="centertask_by_day")]

    def __str__(self) -> str:
        return self.title


class TaskAnswer(Chained):
    """One centre's answer to a task; it is there, empty, from the day on which the task was given."""

    task = models.ForeignKey(CenterTask, on_delete=models.PROTECT, related_name="answers", verbose_name="görev")
    text = models.TextField("yanıt", max_length=8000, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "Görev yanıtı"
        verbose_name_plural = "Görev yanıtları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "center"], name="taskanswer_once_a_centre"),
            models.CheckConstraint(
                condition=Q(status__in=[*IN_THE_CENTRE, ChainStatus.DROPPED]) | ~Q(text=""),
                name="taskanswer_handed_in_with_words",
            ),
        ]
        indexes = [models.Index(fields=["center", "status"], name="taskanswer_by_state")]

    def __str__(self) -> str:
        return f"{self.task}: {self.center}"
