"""Files that were brought to be written into the register, and what was found in each."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Province
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.querysets import FileImportQuerySet
from workflow.models import Job, Stateful


def import_path(brought: FileImport, filename: str) -> str:
    """By key; the extension stays, because some readers go by it."""
    suffix = ".xlsx" if PurePath(filename).suffix.lower() == ".xlsx" else ".csv"
    return f"imports/{brought.pk}{suffix}"


class FileImport(Stateful):
    """One file for one source: uploaded, checked, looked at, confirmed, written; kept with all that was found.

    ``counts``: rows by what becomes of them; ``digest``: SHA-256 of the differences that were looked at, so that
    nothing else is ever written; ``effects``: verdicts that changed with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField("kaynak", max_length=20, choices=ImportSource.choices)
    file = models.FileField("dosya", upload_to=import_path)
    name = models.CharField("dosyanın adı", max_length=200)
    size = models.PositiveIntegerField("boyut (bayt)")
    sha256 = models.CharField("özet (SHA-256)", max_length=64)
    options = models.JSONField("seçenekler", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="file_imports", verbose_name="yükleyen"
    )
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl")
    status = models.CharField(
        "durum", max_length=10, choices=ImportStatus.choices, default=ImportStatus.UPLOADED, editable=False
    )
    counts = models.JSONField("sayılar", default=dict, blank=True)
    digest = models.CharField("farkların özeti", max_length=64, blank=True)
    message = models.CharField("açıklama", max_length=500, blank=True)
    effects = models.JSONField("etkiler", default=list, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="İş")
    created_at = models.DateTimeField("yüklenme", auto_now_add=True)

    objects = FileImportQuerySet.as_manager()

    class Meta:
        verbose_name = "Dosyadan yükleme"
        verbose_name_plural = "Dosyadan yüklemeler"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[ImportStatus.CHECKED, ImportStatus.CONFIRMED, ImportStatus.WRITTEN])
                | ~Q(digest=""),
                name="fileimport_written_only_as_looked_at",
            ),
        ]
        indexes = [models.Index(fields=["province", "-created_at"], name="fileimport_of_province")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} – {self.name}"

    def get_source_display(self) -> str:
        return str(ImportSource(self.source).label)


class ImportLine(models.Model):
    """One line about a file: a fault or note at a cell, or a difference from the register, in words."""

    file_import = models.ForeignKey(
        FileImport, on_delete=models.CASCADE, related_name="lines", verbose_name="dosyadan yükleme"
    )
    kind = models.CharField("tür", max_length=8, choices=LineKind.choices)
    sheet = models.CharField("sayfa", max_length=100, blank=True)
    row = models.PositiveIntegerField("satır", default=0)
    column = models.PositiveIntegerField("sütun", default=0)
    title = models.CharField("sütun adı", max_length=120, blank=True)
    record = models.CharField("kayıt", max_length=300, blank=True)
    before = models.CharField("önce", max_length=500, blank=True)
    after = models.CharField("sonra", max_length=500, blank=True)
    sentence = models.CharField("açıklama", max_length=500, blank=True)
    school = models.ForeignKey(
        "schools.School", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="kurum"
    )

    class Meta:
        verbose_name = "Yükleme satırı"
        verbose_name_plural = "Yükleme satırları"
        ordering = ["pk"]
        indexes = [models.Index(fields=["file_import", "kind", "id"], name="importline_of_kind")]

    def __str__(self) -> str:
        return self.sentence or self.record
