"""Kinds of stakeholders, and states of protocols."""

from django.db import models


class StakeholderKind(models.TextChoices):
    ENTERPRISE = "enterprise", "İşletme"
    ZONE_MANAGEMENT = "zone_management", "Bölge yönetimi"
    CHAMBER = "chamber", "Oda / borsa"
    UNIVERSITY = "university", "Üniversite"
    PROFESSIONAL_ORGANISATION = "professional_organisation", "Meslek kuruluşu"
    PUBLIC_BODY = "public_body", "Kamu kuruluşu"


class ProtocolStatus(models.TextChoices):
    DRAFT = "draft", "Taslak"
    SIGNED = "signed", "İmzalandı"
    ENDED = "ended", "Sona erdi"


class ProvisionSubject(models.TextChoices):
    REGISTRATION = "registration", "Öğrenci kaydı"
    TRANSFER = "transfer", "Nakil ve geçiş"
