"""Long work in the background, and the tasks that follow an act."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.choices import JobState
from workflow.querysets import JobQuerySet


class Job(models.Model):
    """Long work in the background; the page reads progress from here, whatever the broker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField("görev", max_length=120)
    title = models.CharField("İş", max_length=200)
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="jobs", verbose_name="başlatan"
    )
    state = models.CharField("durum", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField("biten", default=0)
    total = models.PositiveIntegerField("toplam", default=0)
    message = models.CharField("İleti", max_length=300, blank=True)
    result = models.JSONField("sonuç", default=dict)
    attempts = models.PositiveSmallIntegerField("deneme", default=0)
    created_at = models.DateTimeField("başlatılma", auto_now_add=True)
    heartbeat_at = models.DateTimeField("son haber", null=True)
    finished_at = models.DateTimeField("bitiş", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "Arka plan işi"
        verbose_name_plural = "Arka plan işleri"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | ~Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="job_finished_only_when_over",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Errand(models.Model):
    """A task that follows an act, written with it, so that neither a dead broker nor a killed worker loses it."""

    task = models.CharField("görev", max_length=120)
    arguments = models.JSONField("bilgiler", default=dict)
    attempts = models.PositiveSmallIntegerField("deneme", default=0)
    fault = models.CharField("son hata", max_length=300, blank=True)
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)
    tried_at = models.DateTimeField("son deneme", null=True)
    done_at = models.DateTimeField("bitiş", null=True)

    class Meta:
        verbose_name = "İşlem sonrası görev"
        verbose_name_plural = "İşlem sonrası görevler"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], condition=Q(done_at=None), name="errand_waiting")]

    def __str__(self) -> str:
        return self.task
