"""The states of transfers to grade 11."""

from django.db import models


class RoundStatus(models.TextChoices):
    DRAFT = "round_draft", "Taslak"
    ANNOUNCED = "round_announced", "İlan edildi"
    OPEN = "round_open", "Başvuruya açık"
    EVALUATION = "round_evaluation", "Değerlendirmede"
    CLOSED = "round_closed", "Kapandı"
    CANCELLED = "round_cancelled", "İptal edildi"


# Once a round has been announced, criteria and seed stay as they are.
UNANNOUNCED = (RoundStatus.DRAFT, RoundStatus.CANCELLED)
RUNNING = (RoundStatus.ANNOUNCED, RoundStatus.OPEN, RoundStatus.EVALUATION)


class QuotaStatus(models.TextChoices):
    PROPOSED = "quota_proposed", "Önerildi"
    RETURNED = "quota_returned", "Düzeltme için iade edildi"
    APPROVED = "quota_approved", "Onaylandı"
    CLOSED = "quota_closed", "Kapatıldı"
    DROPPED = "quota_dropped", "Vazgeçildi"


# Their programme is free for another quota.
GIVEN_UP = (QuotaStatus.CLOSED, QuotaStatus.DROPPED)


class ApplicationStatus(models.TextChoices):
    SUBMITTED = "application_submitted", "Alındı"
    WITHDRAWN = "application_withdrawn", "Geri çekildi"


class Gender(models.TextChoices):
    GIRL = "girl", "Kız"
    BOY = "boy", "Erkek"


class PlaceKind(models.TextChoices):
    DAY = "day", "Gündüzlü"
    GIRLS = "girls", "Yatılı kız"
    BOYS = "boys", "Yatılı erkek"
