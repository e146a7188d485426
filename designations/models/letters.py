"""Circulars: one text of the ministry to many governorships, a letter for each school, printed in the background."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from designations.choices import DesignationType
from designations.querysets import CircularQuerySet
from documents.models import Paper
from schools.models import School
from workflow.models import Job


def circular_path(circular: Circular, filename: str) -> str:
    return f"circulars/{circular.pk}.zip"


class Circular(models.Model):
    """A text with its subject, the recipients frozen when it was ordered, and for some days a ZIP of the printed letters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField("konu", max_length=150)
    text = models.TextField("metin")
    chosen = models.JSONField("alıcı ölçütleri", default=dict, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="hazırlayan"
    )
    ordered_on = models.DateField("hazırlama günü", editable=False)
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="İş"
    )
    file = models.FileField("dosya", upload_to=circular_path, blank=True, editable=False)
    sha256 = models.CharField("özet (SHA-256)", max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField("dosyanın son günü", null=True, editable=False)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = "Toplu yazı"
        verbose_name_plural = "Toplu yazılar"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject

    def is_ready(self) -> bool:
        return bool(self.file) and self.expires_at is not None and self.expires_at > now()


class CircularLetter(models.Model):
    """One letter of a circular: about a school, and once printed with its paper. ``fault``: why it could not be printed."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="letters", verbose_name="toplu yazı")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="belge")
    fault = models.CharField("neden basılamadı", max_length=300, blank=True)

    class Meta:
        verbose_name = "Toplu yazının belgesi"
        verbose_name_plural = "Toplu yazının belgeleri"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["circular", "school", "type"], name="circularletter_once_per_school"),
            models.CheckConstraint(condition=Q(paper=None) | Q(fault=""), name="circularletter_printed_or_at_fault"),
        ]

    def __str__(self) -> str:
        return f"{self.circular} – {self.school}"
