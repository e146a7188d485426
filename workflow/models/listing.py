"""Views of lists that people keep, and files of lists that they have made."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from accounts.models import Province
from workflow.choices import ExportFormat, SharedWith
from workflow.querysets import ExportQuerySet, SavedViewQuerySet

from .jobs import Job


class SavedView(models.Model):
    """A list with its filters and order under a name; one's own, or shared with the own province or the ministry."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views", verbose_name="kullanıcı"
    )
    listing = models.CharField("liste", max_length=40)
    name = models.CharField("adı", max_length=60)
    query = models.CharField("süzgeç", max_length=1000, blank=True)
    shared_with = models.CharField("paylaşım", max_length=10, choices=SharedWith.choices, default=SharedWith.NOBODY)
    province = models.ForeignKey(Province, on_delete=models.CASCADE, null=True, blank=True, verbose_name="İl")
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "Kayıtlı görünüm"
        verbose_name_plural = "Kayıtlı görünümler"
        ordering = ["listing", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "listing", "name"],
                name="savedview_name_once",
                violation_error_message="Bu adla bir görünümünüz zaten var.",
            ),
            models.CheckConstraint(
                condition=~Q(shared_with=SharedWith.PROVINCE) | Q(province__isnull=False),
                name="savedview_of_a_province_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def export_path(export: Export, filename: str) -> str:
    return f"exports/{export.pk}.{export.format}"


class Export(models.Model):
    """A file of exactly what a list shows under its filters; its owner fetches it until ``expires_at``, then it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.CharField("liste", max_length=40, editable=False)
    title = models.CharField("adı", max_length=200, editable=False)
    query = models.CharField("süzgeç", max_length=1000, blank=True, editable=False)
    format = models.CharField("biçim", max_length=4, choices=ExportFormat.choices, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports", verbose_name="isteyen"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, editable=False, verbose_name="İş")
    file = models.FileField("dosya", upload_to=export_path, blank=True, editable=False)
    rows = models.PositiveIntegerField("satır", null=True, editable=False)
    sha256 = models.CharField("özet (SHA-256)", max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("istenme", auto_now_add=True)
    expires_at = models.DateTimeField("son gün", editable=False)
    fetched_at = models.DateTimeField("indirilme", null=True, blank=True, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "Dışa aktarma"
        verbose_name_plural = "Dışa aktarmalar"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["expires_at"], name="export_by_expiry")]

    def __str__(self) -> str:
        return self.title

    @property
    def filename(self) -> str:
        return f"{self.listing}-{self.created_at:%Y-%m-%d}.{self.format}"

    def is_ready(self) -> bool:
        return bool(self.file) and self.expires_at > now()
