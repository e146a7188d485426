"""States of protocols, and what their special provisions are about."""

from django.db import models


class ProtocolStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    SIGNED = "signed", "İmzalandı"
    ENDED = "ended", "Sona erdi"


class ProvisionSubject(models.TextChoices):
    REGISTRATION = "registration", "Öğrenci kaydı"
    TRANSFER = "transfer", "Nakil ve geçiş"
