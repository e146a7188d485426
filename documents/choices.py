"""Kinds and states of papers, and what a scan of a file found."""

from django.db import models


class PaperStatus(models.TextChoices):
    DRAFT = "draft", "Taslak (Sayı bekleniyor)"
    OFFICIAL = "official", "Resmî"
    ISSUED = "issued", "Düzenlendi (Sayı gerekmez)"
    WITHDRAWN = "withdrawn", "Hükümsüz"


class Scan(models.TextChoices):
    NOT_CONFIGURED = "not_configured", "Taranmadı"
    CLEAN = "clean", "Temiz"
