"""States of versions, of long work and of webhooks, and what the change feed tells."""

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


class ChangeKind(models.TextChoices):
    """What kinds of records the change feed tells of; the words are those of the API."""

    SCHOOL = "school", "Kurum"
    FIELD = "field", "Alan"
    DOSSIER = "dossier", "Dosya"
    DESIGNATION = "designation", "Belirleme"
    PROTOCOL = "protocol", "Protokol"
    STAKEHOLDER = "stakeholder", "Paydaş kuruluş"
    PAPER = "paper", "Belge"
    POLICY = "policy", "Ölçüt değerleri"
    CLUSTERS = "clusters", "Alan kümelenmeleri"
    STANDARDS = "standards", "Fiziki standartlar"


class ChangeType(models.TextChoices):
    CREATED = "created", "Eklendi"
    UPDATED = "updated", "Değişti"
    DELETED = "deleted", "Silindi"


class SubscriptionState(models.TextChoices):
    ACTIVE = "active", "Etkin"
    PAUSED = "paused", "Durduruldu"
    REMOVED = "removed", "Kaldırıldı"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Sırada"
    DELIVERED = "delivered", "İletildi"
    DEAD = "dead", "İletilemedi"
