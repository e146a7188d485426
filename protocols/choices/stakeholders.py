"""Kinds of stakeholders, how their records stand, and in what way one belongs to another."""

from django.db import models


class StakeholderKind(models.TextChoices):
    ENTERPRISE = "enterprise", "İşletme"
    ZONE_MANAGEMENT = "zone_management", "Bölge yönetimi"
    CHAMBER = "chamber", "Oda / borsa"
    UNIVERSITY = "university", "Üniversite"
    PROFESSIONAL_ORGANISATION = "professional_organisation", "Meslek kuruluşu"
    PUBLIC_BODY = "public_body", "Kamu kuruluşu"


class StakeholderStatus(models.TextChoices):
    """A merged record stays to be looked at and leads to the one that was kept."""

    LIVE = "stakeholder_live", "Faal"
    CLOSED = "stakeholder_closed", "Kapandı"
    MERGED = "stakeholder_merged", "Birleştirildi"


class Belonging(models.TextChoices):
    """How an organisation belongs to another: to a zone, a chamber, or an organisation above it."""

    IN_ZONE = "in_zone", "Bölgesinde yer alır"
    MEMBER = "member", "Üyesidir"
    SUBORDINATE = "subordinate", "Bağlı kuruluşudur"
