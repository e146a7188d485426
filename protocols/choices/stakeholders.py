"""Kinds of stakeholders."""

from django.db import models


class StakeholderKind(models.TextChoices):
    ENTERPRISE = "enterprise", "İşletme"
    ZONE_MANAGEMENT = "zone_management", "Bölge yönetimi"
    CHAMBER = "chamber", "Oda / borsa"
    UNIVERSITY = "university", "Üniversite"
    PROFESSIONAL_ORGANISATION = "professional_organisation", "Meslek kuruluşu"
    PUBLIC_BODY = "public_body", "Kamu kuruluşu"
