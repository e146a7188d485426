"""States of versions and of long work."""

from django.db import models


class VersionStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    PUBLISHED = "published", "Yayımlandı"


class JobState(models.TextChoices):
    QUEUED = "queued", "Sırada"
    RUNNING = "running", "Sürüyor"
    DONE = "done", "Bitti"
    FAILED = "failed", "Başarısız"
    CANCELLED = "cancelled", "Vazgeçildi"
